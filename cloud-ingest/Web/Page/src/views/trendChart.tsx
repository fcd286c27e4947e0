import { useMemo } from "preact/hooks";
import type { TrendPoint } from "../api/types";
import { Chart } from "../charts/chart";
import { hatching } from "../charts/style";
import { trendOption, type Line, type TrendTexts } from "../charts/trendOption";
import { useFormat, useViewer, useWords } from "../context";
import type { Format } from "../format";
import { dayOf, hourOf } from "../time/zone";
import { valueOf, type Measure } from "../trend";
import type { Words } from "../words/words";
import { LineKey } from "./trendTotals";
import type { TrendChoice } from "./trends";

export function valueText(format: Format, measure: Measure, value: number | null): string {
  switch (measure) {
    case "rate":
      return format.rate(value);
    case "fevers":
    case "persons":
      return format.count(value);
    case "body":
    case "ambient":
      return format.celsius(value);
  }
}

function stateText(words: Words, point: TrendPoint): string {
  return point.state === "partial" ? words.trends.partialOf(String(point.gates_reporting), String(point.gates_expected)) : words.trends.states[point.state];
}

/** What the axis, the tooltip and the table say of each point. */
export function textsOf(points: TrendPoint[], step: TrendChoice["step"], measure: Measure, words: Words, format: Format, zone: string): TrendTexts {
  const starts = points.map((point) => new Date(point.start));
  const days = starts.map((start) => dayOf(start, zone));
  return {
    labels: starts.map((start, index) => (step === "hour" ? (hourOf(start, zone) === 0 && points.length > 24 ? format.shortDay(days[index]!) : format.clock(start)) : format.shortDay(days[index]!))),
    titles: starts.map((start, index) =>
      step === "hour" ? `${format.day(days[index]!)} ${format.hours(start, new Date(start.getTime() + 3_600_000))}` : step === "week" ? words.trends.weekOf(format.day(days[index]!)) : format.day(days[index]!),
    ),
    valueText: (value) => valueText(format, measure, value),
    axisText: (value) => (measure === "rate" ? format.roundRate(value) : valueText(format, measure, value)),
    noteOf: (point) => {
      const { low, high } = valueOf(point, measure);
      const range = low === null || high === null ? "" : measure === "rate" ? format.range(low, high) : `${format.celsius(low)} – ${format.celsius(high)}`;
      return [range, point.state === "reported" ? "" : stateText(words, point)].filter(Boolean).join(" · ");
    },
    nothing: words.count.none,
  };
}

export function TrendChart({ lines, choice, now }: { lines: Line[]; choice: TrendChoice; now: Date }) {
  const [words, format, viewer] = [useWords(), useFormat(), useViewer()];
  const longest = lines.reduce((long, line) => (line.points.length > long.length ? line.points : long), [] as TrendPoint[]);
  const texts = useMemo(() => textsOf(longest, choice.step, choice.measure, words, format, viewer.time_zone), [longest, choice, words, format, viewer]);
  const option = useMemo(() => trendOption(lines, choice.measure, texts, now, hatching()), [lines, choice.measure, texts, now]);
  const label = words.trends.chart(words.trends.measures[choice.measure], lines.map((line) => line.name).join(words.language.name === "中文" ? "、" : ", "));
  const band = lines.length === 1 && (choice.measure === "rate" ? words.trends.band : choice.measure === "body" ? words.trends.bodyBand : null);
  return (
    <section class="panel breakable" aria-labelledby="trend">
      <header class="panel-top">
        <h2 id="trend">{words.trends.measures[choice.measure]}</h2>
        {lines.length > 1 && (
          <ul class="legend">
            {lines.map((line) => (
              <li key={line.key}>
                <LineKey line={line} alone={false} /> {line.name}
              </li>
            ))}
          </ul>
        )}
      </header>
      <Chart option={option} label={label} tall />
      <p class="hint">{[band, lines.length === 1 ? words.trends.gaps : words.trends.breaks].filter(Boolean).join(words.language.name === "中文" ? "。" : ". ")}</p>
      <TrendTable lines={lines} texts={texts} measure={choice.measure} label={label} />
    </section>
  );
}

function TrendTable({ lines, texts, measure, label }: { lines: Line[]; texts: TrendTexts; measure: Measure; label: string }) {
  const words = useWords();
  return (
    <details class="as-table">
      <summary>{words.table.show}</summary>
      <div class="wide">
        <table>
          <caption class="visually-hidden">{words.table.label(label)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.trends.start}</th>
              {lines.map((line) => (
                <th key={line.key} scope="col" class="number">
                  {line.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {texts.titles.map((title, index) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                {lines.map((line) => {
                  const point = line.points[index];
                  const value = point ? valueOf(point, measure).middle : null;
                  return (
                    <td key={line.key} class="number">
                      {value === null ? <span class="none">{words.count.none}</span> : texts.valueText(value)}
                      {point && texts.noteOf(point, measure) && <small class="cell-note">{texts.noteOf(point, measure)}</small>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
