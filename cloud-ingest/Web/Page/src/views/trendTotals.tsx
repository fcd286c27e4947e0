import type { Line } from "../charts/trendOption";
import { palette } from "../charts/style";
import { useFormat, useWords } from "../context";
import { rateScale, RateRange } from "../parts/rate";
import { Icon } from "../shell/icons";
import { useScope } from "../shell/scope";
import { totalOf } from "../trend";
import type { TrendChoice } from "./trends";

/** Sums of the period, a row for each line of the chart. */
export function TrendTotals({ lines, choice, now }: { lines: Line[]; choice: TrendChoice; now: Date }) {
  const [words, format, scope] = [useWords(), useFormat(), useScope()];
  const totals = lines.map((line) => totalOf(line.points, now));
  const most = rateScale(totals.map((total) => total.high));
  return (
    <section class="panel" aria-labelledby="totals">
      <header class="panel-top">
        <h2 id="totals">{words.trends.total}</h2>
        <a class="look" href={scope.to("screenings", [], { outcome: "fever", from: choice.period.first, to: choice.period.last })}>
          {words.trends.screenings} <Icon of="forward" size={16} />
        </a>
      </header>
      <table class="rows rows-totals">
        <thead>
          <tr>
            <th scope="col">{words.trends.area}</th>
            <th scope="col" class="number">
              {words.count.persons}
            </th>
            <th scope="col" class="number">
              {words.count.fevers}
            </th>
            <th scope="col" class="number">
              {words.count.confirmed}
            </th>
            <th scope="col" class="rate-column">
              {words.count.rate}
            </th>
            <th scope="col" class="number">
              {words.trends.state}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => {
            const total = totals[index]!;
            return (
              <tr key={line.key}>
                <th scope="row">
                  <LineKey line={line} alone={lines.length === 1} /> {line.name}
                </th>
                <td class="number" data-label={words.count.persons}>
                  {format.count(total.persons)}
                </td>
                <td class={`number${total.fevers ? " fever" : ""}`} data-label={words.count.fevers}>
                  {format.count(total.fevers)}
                </td>
                <td class="number" data-label={words.count.confirmed}>
                  {format.count(total.confirmed)}
                </td>
                <td class="rate-column" data-label={words.count.rate}>
                  <RateRange rate={total.rate} low={total.low} high={total.high} most={most} />
                </td>
                <td class={`number${total.told < total.of ? " silent-word" : ""}`} data-label={words.trends.state}>
                  {words.trends.told[choice.step](format.count(total.told), format.count(total.of))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** How a line looks in the chart. */
export function LineKey({ line, alone }: { line: Line; alone: boolean }) {
  if (alone) return null;
  const colour = palette[line.colour % palette.length]!;
  return (
    <svg class="line-key" width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
      <line x1="1" x2="21" y1="5" y2="5" stroke={colour} stroke-width="2.4" stroke-dasharray={line.other ? "4 4" : undefined} />
      <circle cx="11" cy="5" r="3.4" fill={colour} />
    </svg>
  );
}
