import { query } from "./api/client";
import type { LocalName, PlaceLevel } from "./api/types";

export interface WarningSignal {
  method: "c1" | "c2" | "c3" | "beta_binomial" | "cusum";
  statistic: number | null;
  threshold: number;
  p_value: number | null;
  q_value: number | null;
  alarm: boolean;
}

export interface WarningNote {
  at: string;
  by: string;
  kind: string;
  text: string;
}

export interface Warning {
  id: number;
  area: { level: PlaceLevel; code: string; name: LocalName };
  day: string;
  opened_at: string;
  state: "open" | "acknowledged" | "closed";
  signals: WarningSignal[];
  observed: number;
  expected: number | null;
  persons: number;
  window_days: number;
  baseline_days: number;
  last_alarm_day: string;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  closed_by: string | null;
  closed_at: string | null;
  conclusion: string | null;
  notes: WarningNote[];
}

export interface WarningPage {
  items: Warning[];
  next: string | null;
}

export interface ChartDay {
  day: string;
  state: "reported" | "zero" | "partial" | "missing" | "excluded";
  fevers: number | null;
  persons: number | null;
  expected: number | null;
  upper: number | null;
  alarm: boolean;
}

export interface WarningDetail extends Warning {
  chart: { days: ChartDay[] };
}

/** What to ask for the warnings that wait for somebody. */
export function openWarnings(area: string | null): string {
  return query("/warnings", { area, state: "open", limit: 50 });
}
