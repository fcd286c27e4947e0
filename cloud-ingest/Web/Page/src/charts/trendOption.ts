import type { TrendPoint } from "../api/types";
import type { EChartsCoreOption } from "./echarts";
import { colours, palette, tip } from "./style";
import { gapsOf, valueOf, type Measure } from "../trend";

/** One line of the chart: an area over a period, or over the one that this is compared with. */
export interface Line {
  key: string;
  name: string;
  points: TrendPoint[];
  /** Of the same area, but another time: drawn broken, in the same colour. */
  other: boolean;
  colour: number;
}

export interface TrendTexts {
  /** By index, for the axis. */
  labels: string[];
  /** By index, for the tooltip. */
  titles: string[];
  valueText: (value: number | null) => string;
  /** The same for an axis, whose values are round. */
  axisText: (value: number) => string;
  noteOf: (point: TrendPoint, measure: Measure) => string;
  nothing: string;
}

const whole: Measure[] = ["fevers", "persons"];

/**
 * Pure: what ECharts is to draw. Gaps stay gaps; of a single line they are hatched.
 * @param hatch How, as ECharts takes colours.
 */
export function trendOption(lines: Line[], measure: Measure, texts: TrendTexts, now: Date, hatch: unknown): EChartsCoreOption {
  const alone = lines.length === 1;
  const bars = alone && whole.includes(measure);
  return {
    aria: { enabled: false },
    grid: { left: 8, right: 14, top: 18, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: texts.labels,
      boundaryGap: bars,
      axisLine: { lineStyle: { color: colours.axis } },
      axisTick: { show: false },
      axisLabel: { color: colours.faint, hideOverlap: true, margin: 10 },
    },
    yAxis: {
      type: "value",
      scale: !whole.includes(measure) && measure !== "rate",
      minInterval: whole.includes(measure) ? 1 : 0,
      splitNumber: 4,
      axisLabel: { color: colours.faint, formatter: (value: number) => texts.axisText(value) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    tooltip: {
      trigger: "axis",
      confine: true,
      borderWidth: 0,
      padding: 0,
      axisPointer: { lineStyle: { color: colours.axis }, type: bars ? "shadow" : "line", shadowStyle: { color: "rgba(13,79,90,0.05)" } },
      formatter: (shown: unknown) => tooltip(lines, measure, texts, indexOf(shown)),
    },
    series: lines.flatMap((line) => seriesOf(line, measure, { bars, band: alone, gaps: alone ? gapsOf(line.points, now) : [], hatch })),
  };
}

function indexOf(shown: unknown): number {
  return (shown as { dataIndex: number }[])[0]?.dataIndex ?? 0;
}

function tooltip(lines: Line[], measure: Measure, texts: TrendTexts, index: number): HTMLElement {
  return tip(
    texts.titles[index] ?? "",
    lines.map((line) => {
      const point = line.points[index];
      const value = point ? valueOf(point, measure).middle : null;
      return {
        colour: palette[line.colour % palette.length]!,
        name: line.name,
        value: value === null ? texts.nothing : texts.valueText(value),
        note: point ? texts.noteOf(point, measure) : "",
      };
    }),
  );
}

function seriesOf(line: Line, measure: Measure, show: { bars: boolean; band: boolean; gaps: [number, number][]; hatch: unknown }): object[] {
  const values = line.points.map((point) => valueOf(point, measure));
  const colour = palette[line.colour % palette.length]!;
  const main = {
    name: line.name,
    type: show.bars ? "bar" : "line",
    data: values.map((value, index) => pointOf(value.middle, line.points[index]!, colour, show.bars)),
    connectNulls: false,
    barMaxWidth: 28,
    color: measure === "fevers" && show.bars ? colours.fever : colour,
    symbolSize: 6,
    showSymbol: true,
    showAllSymbol: values.length <= 62,
    lineStyle: { width: 2, type: line.other ? [5, 5] : "solid", color: colour },
    emphasis: { disabled: true },
    z: 3,
    ...(show.gaps.length > 0 ? { markArea: { silent: true, itemStyle: { color: show.hatch, opacity: 0.75 }, data: show.gaps.map(([first, last]) => [{ xAxis: first }, { xAxis: last }]) } } : {}),
  };
  return show.band && !show.bars && values.some((value) => value.low !== null) ? [...bandOf(values, colour), main] : [main];
}

/** Partial and unfinished ones are hollow; zero is a point like any other, at zero. */
function pointOf(value: number | null, point: TrendPoint, colour: string, bar: boolean): object | null {
  if (value === null) return null;
  const hollow = point.state === "partial" || point.state === "open";
  if (bar) return hollow ? { value, itemStyle: { color: "#fff", borderColor: colours.faint, borderWidth: 1.5, borderType: "dashed" } } : { value };
  return { value, symbol: "circle", itemStyle: hollow ? { color: "#fff", borderColor: colour, borderWidth: 1.5 } : { color: colour } };
}

/** From low to high: an invisible line, and upon it the rest, filled. */
function bandOf(values: { low: number | null; high: number | null }[], colour: string): object[] {
  const common = { type: "line", stack: "band", symbol: "none", lineStyle: { opacity: 0 }, silent: true, emphasis: { disabled: true }, z: 1 };
  return [
    { ...common, data: values.map((value) => value.low), stackStrategy: "all" },
    { ...common, data: values.map((value) => (value.low === null || value.high === null ? null : value.high - value.low)), areaStyle: { color: colour, opacity: 0.13 }, stackStrategy: "all" },
  ];
}
