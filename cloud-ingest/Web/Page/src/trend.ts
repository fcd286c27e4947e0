import type { PlaceLevel, TrendPoint } from "./api/types";
import { query } from "./api/client";
import { queryOf, type Period, type Step } from "./time/period";

export const measures = ["rate", "fevers", "persons", "body", "ambient"] as const;

export type Measure = (typeof measures)[number];

/** A value and between what it lies, where that is known: the likely range of a rate, or where nine of ten people are. */
export interface Value {
  middle: number | null;
  low: number | null;
  high: number | null;
}

const unknown: Value = { middle: null, low: null, high: null };

export function valueOf(point: TrendPoint, measure: Measure): Value {
  if (point.state === "silent") return unknown;
  const value = (middle: number | null, low: number | null = null, high: number | null = null) => ({ middle, low, high });
  switch (measure) {
    case "rate":
      return value(point.fever_rate, point.fever_rate_low, point.fever_rate_high);
    case "fevers":
      return value(point.fever);
    case "persons":
      return value(point.persons);
    case "body":
      return value(point.body_median_c, point.body_p5_c, point.body_p95_c);
    case "ambient":
      return value(point.ambient_mean_c, point.ambient_min_c, point.ambient_max_c);
  }
}

/** What to ask for one area over one period; null code: every district. */
export function trendPath(level: PlaceLevel | "all", code: string | null, by: Step, period: Period, zone: string): string {
  return query("/trends", { level: level === "all" ? "district" : level, code, by, ...queryOf(period, zone) });
}

export interface Total {
  persons: number | null;
  fevers: number | null;
  confirmed: number | null;
  rate: number | null;
  low: number | null;
  high: number | null;
  /** Hours, days or weeks of which anything is known, of those that have begun and in which a gate was open. */
  told: number;
  of: number;
}

/** Sums of a period; null when nothing came of it. What is missing is not added as zero, it is counted in `of`. */
export function totalOf(points: TrendPoint[], now: Date): Total {
  const begun = points.filter((point) => new Date(point.start) <= now && point.state !== "not_expected");
  const told = begun.filter((point) => point.state !== "silent" && point.persons !== null);
  if (told.length === 0) return { persons: null, fevers: null, confirmed: null, rate: null, low: null, high: null, told: 0, of: begun.length };
  const sum = (of: (point: TrendPoint) => number | null) => told.reduce((all, point) => all + (of(point) ?? 0), 0);
  const [persons, fevers] = [sum((point) => point.persons), sum((point) => point.fever)];
  return { persons, fevers, confirmed: sum((point) => point.confirmed_fever), ...wilson(fevers, persons), told: told.length, of: begun.length };
}

const z = 1.959963984540054;

/** The 95 % interval of Wilson's score, as the service's own. */
export function wilson(fevers: number, persons: number): { rate: number | null; low: number | null; high: number | null } {
  if (persons <= 0) return { rate: null, low: null, high: null };
  const rate = fevers / persons;
  const centre = rate + (z * z) / (2 * persons);
  const half = z * Math.sqrt((rate * (1 - rate) + (z * z) / (4 * persons)) / persons);
  const scale = 1 + (z * z) / persons;
  return { rate, low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

/** Stretches of neighbouring points of which nothing is known: first and last index, those to come left out. */
export function gapsOf(points: TrendPoint[], now: Date): [number, number][] {
  const gaps: [number, number][] = [];
  points.forEach((point, index) => {
    if (point.state !== "silent" || new Date(point.start) > now) return;
    const last = gaps[gaps.length - 1];
    if (last && last[1] === index - 1) last[1] = index;
    else gaps.push([index, index]);
  });
  return gaps;
}
