import { query } from "./api/client";
import type { LocalName, PlaceLevel } from "./api/types";

export interface SignalItem {
  method: "c1" | "c2" | "c3" | "beta_binomial" | "beta_binomial_three_days" | "cusum";
  statistic: number;
  threshold: number;
  p_value: number | null;
  q_value: number | null;
  alarm: boolean;
  observed: number | null;
  expected: number | null;
  persons: number | null;
  why: LocalName | null;
}

export type AreaDayState = "reported" | "zero" | "partial" | "missing";

export type WarningState = "open" | "acknowledged" | "closed";

export type Conclusion = "confirmed" | "explained" | "false_alarm" | "duplicate" | "faulty_data";

export interface WarningItem {
  id: number;
  area: { level: PlaceLevel; code: string; name: LocalName; place: string };
  state: WarningState;
  day: string;
  last_alarm_day: string;
  alarm_days: number;
  opened_at: string;
  why: LocalName;
  observed: number | null;
  expected: number | null;
  upper: number | null;
  persons: number | null;
  signals: SignalItem[];
  stands: boolean;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  closed_by: string | null;
  closed_at: string | null;
  conclusion: Conclusion | null;
  notes: WarningNote[];
}

export interface WarningNote {
  at: string;
  by: string;
  kind: "acknowledged" | "follow_up" | "closed" | "reopened" | "withdrawn";
  text: string;
  conclusion: Conclusion | null;
}

export interface WarningPage {
  items: WarningItem[];
  next: string | null;
}

export interface ChartDayItem {
  day: string;
  state: AreaDayState;
  fevers: number | null;
  persons: number | null;
  expected: number | null;
  upper: number | null;
  alarm: boolean;
}

export interface WarningDetailItem extends WarningItem {
  chart: { days: ChartDayItem[] };
  related: WarningItem[];
}

export const conclusions: Conclusion[] = ["confirmed", "explained", "false_alarm", "duplicate", "faulty_data"];

/** What to ask for the warnings of which something is still to be done. */
export function unclosedWarnings(area: string | null): string {
  return query("/warnings", { area, state: "unclosed", limit: 50 });
}

/** How many times the usual, where that can be said; rounded, since it is no measurement. */
export function timesUsual({ observed, expected }: { observed: number | null; expected: number | null }): number | null {
  if (observed === null || !expected || expected < 0.05) return null;
  const times = observed / expected;
  return times < 1.5 ? null : times < 10 ? Math.round(times * 2) / 2 : Math.round(times);
}
