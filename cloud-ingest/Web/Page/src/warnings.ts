import { query } from "./api/client";
import type { Conclusion } from "./api/types";

/** In the order in which they are offered. */
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
