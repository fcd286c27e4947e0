import { useMemo } from "preact/hooks";
import { Chart } from "../charts/chart";
import { hatching } from "../charts/style";
import { warningOption } from "../charts/warningOption";
import { useFormat, useName, useWords } from "../context";
import type { WarningDetailItem } from "../api/types";
import { usual } from "./warnings";

export function WarningChart({ warning }: { warning: WarningDetailItem }) {
  const [words, format, name] = [useWords(), useFormat(), useName()];
  const { days } = warning.chart;
  const option = useMemo(
    () =>
      warningOption(days, {
        labels: days.map((day) => format.shortDay(day.day)),
        titles: days.map((day) => format.day(day.day)),
        fevers: words.warnings.observedBar,
        expected: words.warnings.expected,
        upper: words.warnings.upper,
        states: days.map((day) => words.warnings.days[day.state]),
        usual: (value) => usual(format.locale, value),
      }, hatching()),
    [days, format, words],
  );
  const label = words.warnings.chartLabel(name(warning.area.name, warning.area.code));
  return (
    <>
      <Chart option={option} label={label} />
      <ul class="legend">
        <li>
          <i class="swatch swatch-bar" /> {words.warnings.observedBar}
        </li>
        <li>
          <i class="swatch swatch-alarm" /> {words.warnings.alarmDay}
        </li>
        <li>
          <i class="swatch swatch-line" /> {words.warnings.expected}
        </li>
        <li>
          <i class="swatch swatch-limit" /> {words.warnings.upper}
        </li>
        <li>
          <i class="swatch swatch-silent" /> {words.warnings.days.missing}
        </li>
      </ul>
      <details class="as-table">
        <summary>{words.table.show}</summary>
        <div class="wide">
          <table>
            <caption class="visually-hidden">{words.table.label(label)}</caption>
            <thead>
              <tr>
                <th scope="col">{words.warnings.day}</th>
                <th scope="col" class="number">
                  {words.warnings.observedBar}
                </th>
                <th scope="col" class="number">
                  {words.warnings.expected}
                </th>
                <th scope="col" class="number">
                  {words.warnings.upper}
                </th>
                <th scope="col">{words.trends.state}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.day}>
                  <th scope="row">{format.day(day.day)}</th>
                  <td class="number">{day.state === "missing" ? <span class="none">{words.count.none}</span> : format.count(day.fevers)}</td>
                  <td class="number">{usual(format.locale, day.expected)}</td>
                  <td class="number">{usual(format.locale, day.upper)}</td>
                  <td>{words.warnings.days[day.state] + (day.alarm ? ` · ${words.warnings.alarmDay}` : "")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
