import { query } from "./api/client";
import type { Conclusion, SignalItem } from "./api/types";

/** In the order in which they are offered. */
export const conclusions: Conclusion[] = ["confirmed", "explained", "false_alarm", "duplicate", "faulty_data"];

/** What to ask for the warnings of which something is still to be done. */
export function unclosedWarnings(area: string | null): string {
  return query("/warnings", { area, state: "unclosed", from: firstDay, limit: 50 });
}

/** Of the service: a warning that is not closed stays in the list however old it is. */
export const firstDay = "2020-01-01";

/** As the service chooses what to say first. */
const first: SignalItem["method"][] = ["beta_binomial", "beta_binomial_three_days"];

/** What the warning's sentence is about. */
export function leadingOf(signals: SignalItem[]): SignalItem | undefined {
  const alarms = signals.filter((signal) => signal.alarm);
  return first.map((method) => alarms.find((signal) => signal.method === method)).find((signal) => signal !== undefined) ?? alarms[0];
}

/** How many times the usual, of what the warning's sentence is about, where that can be said; rounded, since it is no measurement. */
export function timesUsual(signals: SignalItem[]): number | null {
  const leading = leadingOf(signals);
  const [observed, expected] = [leading?.observed ?? null, leading?.expected ?? null];
  if (observed === null || !expected || expected < 0.05) return null;
  const times = observed / expected;
  return times < 1.5 ? null : times < 10 ? Math.round(times * 2) / 2 : Math.round(times);
}
