import { daysBetween, isDay, plusDays, startOfDay } from "./zone";

/** Days from `first` to `last`, both included. */
export interface Period {
  first: string;
  last: string;
}

export const presets = ["today", "yesterday", "7d", "30d", "90d"] as const;

export type Preset = (typeof presets)[number];

export type Step = "hour" | "day" | "week";

/** The service answers at most so many hours, days or weeks at once. */
const mostHours = 41;

export const mostDays = 730;

/** The service answers from 2020 on, by UTC: where clocks are ahead of it, that year's first day begins before. */
export const firstDay = "2020-01-02";

export function presetPeriod(preset: Preset, today: string): Period {
  switch (preset) {
    case "today":
      return { first: today, last: today };
    case "yesterday":
      return { first: plusDays(today, -1), last: plusDays(today, -1) };
    case "7d":
      return { first: plusDays(today, -6), last: today };
    case "30d":
      return { first: plusDays(today, -29), last: today };
    case "90d":
      return { first: plusDays(today, -89), last: today };
  }
}

/** What an address asks for: a preset, two days, or else the fallback. Days to come or too long ago and wrong order are put right. */
export function periodOf(query: URLSearchParams, today: string, fallback: Preset): { period: Period; preset: Preset | null } {
  const [from, to] = [query.get("from"), query.get("to")];
  if (isDay(from) && isDay(to)) {
    const last = to > today ? today : to < firstDay ? firstDay : to;
    const first = from > last ? last : from < firstDay ? firstDay : from;
    return { period: { first: daysBetween(first, last) >= mostDays ? plusDays(last, 1 - mostDays) : first, last }, preset: null };
  }
  const named = query.get("period");
  const preset = presets.find((one) => one === named) ?? fallback;
  return { period: presetPeriod(preset, today), preset };
}

export function lengthOf(period: Period): number {
  return daysBetween(period.first, period.last) + 1;
}

/** The same number of days right before. */
export function periodBefore(period: Period): Period {
  const length = lengthOf(period);
  return { first: plusDays(period.first, -length), last: plusDays(period.last, -length) };
}

/** The period that begins on another day and is as long. */
export function periodFrom(period: Period, first: string): Period {
  return { first, last: plusDays(first, lengthOf(period) - 1) };
}

/** Whether the service answers for it. */
export function isAnswered(period: Period): boolean {
  return period.first >= firstDay;
}

/**
 * What an address compares a period with: one that begins on another day, or the one right before; null for nothing. In weeks
 * it begins on the same weekday, or a few days earlier for that: else one period would touch a week more than the other.
 */
export function otherOf(query: URLSearchParams, period: Period, step: Step, today: string): { before: boolean; against: Period | null } {
  const asked = query.get("vs");
  const own = isDay(asked) && asked <= today ? asked : null;
  if (!own && query.get("before") !== "1") return { before: false, against: null };
  const first = own ?? periodBefore(period).first;
  const days = step === "week" ? daysBetween(period.first, first) : 0;
  const against = periodFrom(period, plusDays(first, 7 * Math.floor(days / 7) - days));
  return isAnswered(against) ? { before: !own, against } : { before: false, against: null };
}

/** Steps that make a legible chart of a period; the first is the usual one. */
export function stepsFor(period: Period): Step[] {
  const days = lengthOf(period);
  if (days <= 2) return ["hour"];
  if (days <= 14) return ["day", "hour"];
  return days <= mostHours ? ["day", "week", "hour"] : days > 120 ? ["week", "day"] : ["day", "week"];
}

/** As the service wants it: from the first day's beginning to the last day's end. */
export function queryOf(period: Period, zone: string): { from: string; to: string } {
  return {
    from: startOfDay(period.first, zone).toISOString(),
    to: startOfDay(plusDays(period.last, 1), zone).toISOString(),
  };
}
