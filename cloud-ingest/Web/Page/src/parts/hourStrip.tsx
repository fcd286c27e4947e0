import { useFormat, useWords } from "../context";
import type { Hour } from "../hours";

const width = 12;
const height = 18;

/** A day at a glance, an hour a cell: filled, hollow for zero, hatched for silence, a line for what is still to come. */
export function HourStrip({ hours, most, label }: { hours: Hour[]; most: number; label?: string }) {
  const [words, format] = [useWords(), useFormat()];
  const count = (state: Hour["state"]) => format.count(hours.filter((hour) => hour.state === state).length);
  return (
    <svg
      class="hour-strip"
      viewBox={`0 0 ${hours.length * width} ${height}`}
      role="img"
      aria-label={`${label ?? words.hours.label}: ${words.hours.summary(count("told"), count("zero"), count("silent"))}${hours.some((hour) => hour.state === "excluded") ? words.hours.summaryExcluded(count("excluded")) : ""}`}
    >
      <Hatch id="strip-hatch" />
      {hours.map((hour, index) => (
        <Cell key={index} hour={hour} x={index * width} most={most} />
      ))}
    </svg>
  );
}

function Cell({ hour, x, most }: { hour: Hour; x: number; most: number }) {
  const text = useHourText(hour);
  const inner = { x: x + 1, y: 1, width: width - 2, height: height - 2, rx: 2 };
  return (
    <g>
      <title>{text}</title>
      {hour.state === "told" && <rect {...inner} class={`cell-told cell-told-${strength(hour.persons ?? 0, most)}`} />}
      {hour.state === "zero" && <rect {...inner} x={inner.x + 0.5} y={1.5} width={inner.width - 1} height={height - 3} class="cell-zero" />}
      {hour.state === "silent" && <rect {...inner} class="cell-silent" fill="url(#strip-hatch)" />}
      {hour.state === "excluded" && <ExcludedMark {...inner} />}
      {hour.state === "open" && <line x1={x + 3} x2={x + width - 3} y1={height - 2} y2={height - 2} class="cell-open" />}
      {(hour.fevers ?? 0) > 0 && <circle cx={x + width / 2} cy={5.5} r={2.6} class="cell-fever" />}
    </g>
  );
}

/** Crossed out: something came, and it does not count. */
export function ExcludedMark({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const [middle, reach] = [{ x: x + width / 2, y: y + height / 2 }, Math.min(width, height) * 0.3];
  const stroke = (sign: number) => `M${middle.x - reach} ${middle.y - sign * reach}L${middle.x + reach} ${middle.y + sign * reach}`;
  return (
    <>
      <rect x={x + 0.5} y={y + 0.5} width={width - 1} height={height - 1} rx={2} class="cell-excluded" />
      <path d={stroke(1) + stroke(-1)} class="cell-cross" />
    </>
  );
}

/** In four steps, so that many and few are told apart also in print. */
export function strength(persons: number, most: number): number {
  return Math.min(4, Math.max(1, Math.ceil((persons / Math.max(1, most)) * 4)));
}

export function useHourText(hour: Hour): string {
  const [words, format] = [useWords(), useFormat()];
  const what =
    hour.state === "told"
      ? hour.fevers
        ? words.hours.withFevers(format.count(hour.persons), format.count(hour.fevers))
        : words.hours.persons(format.count(hour.persons))
      : words.hours[hour.state];
  return words.hours.cell(format.hours(hour.from, hour.to), hour.part ? `${what}${words.hours.partNotCounted}` : what);
}

/** Stands for "nothing is known" everywhere on the page. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" class="hatch-ground" />
        <line x1="0" y1="0" x2="0" y2="4" class="hatch-line" />
      </pattern>
    </defs>
  );
}

/**
 * What the cells mean.
 * @param excluded Whether there are any of those.
 */
export function HourLegend({ excluded }: { excluded?: boolean | undefined }) {
  const words = useWords();
  return (
    <ul class="legend" aria-label={words.gates.legend}>
      <li>
        <i class="swatch swatch-told" /> {words.hours.told}
      </li>
      <li>
        <i class="swatch swatch-zero" /> {words.hours.zero}
      </li>
      <li>
        <i class="swatch swatch-silent" /> {words.hours.silent}
      </li>
      {excluded && (
        <li>
          <i class="swatch swatch-excluded" /> {words.hours.excluded}
        </li>
      )}
      <li>
        <i class="swatch swatch-fever" /> {words.hours.fever}
      </li>
    </ul>
  );
}
