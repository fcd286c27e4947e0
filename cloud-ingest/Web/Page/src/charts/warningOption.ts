import type { ChartDayItem } from "../api/types";
import type { EChartsCoreOption } from "./echarts";
import { colours, palette, tip } from "./style";

export interface WarningTexts {
  labels: string[];
  titles: string[];
  states: string[];
  fevers: string;
  expected: string;
  upper: string;
  usual: (value: number | null) => string;
}

/** Days of which nothing is known: neighbours as one stretch. */
export function hatchedDays(days: ChartDayItem[]): [number, number][] {
  const found: [number, number][] = [];
  days.forEach((day, index) => {
    if (day.state !== "missing") return;
    const last = found[found.length - 1];
    if (last && last[1] === index - 1) last[1] = index;
    else found.push([index, index]);
  });
  return found;
}

/** A line with a light edge, so that it is seen upon bars of any colour. */
function lineOf(name: string, data: (number | null)[], colour: string, dashes: number[] | "solid"): object[] {
  const common = { type: "line", data, symbol: "none", emphasis: { disabled: true } };
  return [
    { ...common, silent: true, lineStyle: { color: "#fff", width: 4, opacity: 0.8 }, z: 3 },
    { ...common, name, lineStyle: { color: colour, width: 1.8, type: dashes }, z: 4 },
  ];
}

/** Fevers by day as bars, what is usual and the limit as lines. Pure. */
export function warningOption(days: ChartDayItem[], texts: WarningTexts, hatch: unknown): EChartsCoreOption {
  return {
    aria: { enabled: false },
    grid: { left: 8, right: 14, top: 18, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: texts.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.axis } }, axisLabel: { color: colours.faint, hideOverlap: true, margin: 10 } },
    yAxis: { type: "value", minInterval: 1, splitNumber: 4, axisLabel: { color: colours.faint }, splitLine: { lineStyle: { color: colours.line } } },
    tooltip: {
      trigger: "axis",
      confine: true,
      borderWidth: 0,
      padding: 0,
      axisPointer: { type: "shadow", shadowStyle: { color: "rgba(13,79,90,0.05)" } },
      formatter: (shown: unknown) => tooltip(days, texts, (shown as { dataIndex: number }[])[0]?.dataIndex ?? 0),
    },
    series: [
      {
        type: "bar",
        name: texts.fevers,
        barMaxWidth: 26,
        // Zero is seen as zero.
        barMinHeight: 2,
        data: days.map((day) => (day.state === "missing" ? null : { value: day.fevers, itemStyle: styleOf(day) })),
        markArea: { silent: true, itemStyle: { color: hatch, opacity: 0.75 }, data: hatchedDays(days).map(([first, last]) => [{ xAxis: first }, { xAxis: last }]) },
        z: 2,
      },
      ...lineOf(texts.expected, days.map((day) => day.expected), colours.ink, "solid"),
      ...lineOf(texts.upper, days.map((day) => day.upper), colours.limit, [5, 4]),
    ],
  };
}

/** A partial day is hollow, as in the trends. */
function styleOf(day: ChartDayItem): object {
  const colour = day.alarm ? colours.fever : palette[0];
  return day.state === "partial" ? { color: "#fff", borderColor: colour, borderWidth: 1.5, borderType: "dashed" } : { color: colour };
}

function tooltip(days: ChartDayItem[], texts: WarningTexts, index: number): HTMLElement {
  const day = days[index]!;
  return tip(texts.titles[index] ?? "", [
    { colour: day.alarm ? colours.fever : palette[0]!, name: texts.fevers, value: day.fevers === null ? texts.states[index]! : String(day.fevers) },
    { colour: colours.ink, name: texts.expected, value: texts.usual(day.expected) },
    { colour: colours.limit, name: texts.upper, value: texts.usual(day.upper) },
  ]);
}
