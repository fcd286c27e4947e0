import { useFormat, useWords } from "../context";
import { niceTop, type Hour } from "../hours";
import { useWidth } from "./useWidth";
import { ExcludedMark, Hatch, useHourText } from "./hourStrip";

/** Narrower than this, an hour has no room for a number of the usual size. */
const narrow = 16;

const size = { height: 210, left: 44, top: 22, bottom: 24 };

/** Passages of a day by hour, with the fevers above; silence hatched over the whole height. Drawn without a library: it is on the first page. */
export function HourBars({ hours, label }: { hours: Hour[]; label: string }) {
  const [frame, width] = useWidth<HTMLDivElement>(720);
  const top = niceTop(Math.max(0, ...hours.map((hour) => hour.persons ?? 0)));
  const plot = { height: size.height - size.top - size.bottom, step: (width - size.left) / hours.length };
  const y = (value: number) => size.top + plot.height * (1 - value / top);
  return (
    <div class="hour-bars" ref={frame}>
      <svg viewBox={`0 0 ${width} ${size.height}`} role="img" aria-label={label}>
        <Hatch id="bars-hatch" />
        {[0, top / 2, top].map((value) => (
          <Line key={value} value={value} y={y(value)} width={width} />
        ))}
        {hours.map((hour, index) => (
          <Bar key={index} hour={hour} x={size.left + index * plot.step} width={plot.step} y={y} />
        ))}
      </svg>
    </div>
  );
}

function Line({ value, y, width }: { value: number; y: number; width: number }) {
  const format = useFormat();
  return (
    <g class="axis">
      <line x1={size.left} x2={width} y1={y} y2={y} class={value === 0 ? "axis-zero" : "axis-line"} />
      <text x={size.left - 8} y={y + 4} text-anchor="end">
        {format.count(value)}
      </text>
    </g>
  );
}

function Bar({ hour, x, width, y }: { hour: Hour; x: number; width: number; y: (value: number) => number }) {
  const format = useFormat();
  const text = useHourText(hour);
  const inner = { x: x + width * 0.1, width: width * 0.8 };
  const clock = Number(format.clock(hour.from).slice(0, 2));
  return (
    <g>
      <title>{text}</title>
      <rect x={x} y={size.top} width={width} height={y(0) - size.top} class="bar-reach" />
      {hour.state === "told" && <rect {...inner} y={y(hour.persons ?? 0)} height={y(0) - y(hour.persons ?? 0)} rx={1.5} class={hour.part ? "bar-part" : "bar-told"} />}
      {hour.state === "zero" && <rect {...inner} y={y(0) - 4} height={4} class="bar-zero" />}
      {hour.state === "silent" && <rect {...inner} y={size.top} height={y(0) - size.top} fill="url(#bars-hatch)" />}
      {hour.state === "excluded" && <ExcludedMark {...inner} y={size.top} height={y(0) - size.top} />}
      {(hour.fevers ?? 0) > 0 && (
        <text x={x + width / 2} y={y(hour.persons ?? 0) - 6} text-anchor="middle" class={`bar-fever${width < narrow ? " bar-fever-small" : ""}`}>
          {format.count(hour.fevers)}
        </text>
      )}
      {clock % 3 === 0 && (
        <text x={x + width / 2} y={size.height - 6} text-anchor="middle" class="axis-label">
          {String(clock).padStart(2, "0")}
        </text>
      )}
    </g>
  );
}

export function HourTable({ hours, label }: { hours: Hour[]; label: string }) {
  const [words, format] = [useWords(), useFormat()];
  return (
    <details class="as-table">
      <summary>{words.table.show}</summary>
      <div class="wide">
        <table>
          <caption class="visually-hidden">{words.table.label(label)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.overview.hour}</th>
              <th scope="col" class="number">
                {words.count.persons}
              </th>
              <th scope="col" class="number">
                {words.count.fevers}
              </th>
            </tr>
          </thead>
          <tbody>
            {hours
              .filter((hour) => hour.state !== "open")
              .map((hour) => (
                <tr key={hour.from.getTime()}>
                  <th scope="row">{format.hours(hour.from, hour.to)}</th>
                  <td class="number">{hour.state === "silent" ? words.presence.silent : hour.state === "excluded" ? words.hours.excluded : format.count(hour.persons)}</td>
                  <td class="number">{hour.persons === null ? "—" : format.count(hour.fevers)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
