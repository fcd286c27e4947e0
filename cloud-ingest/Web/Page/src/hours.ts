/** What is known of one hour: silent is not zero, and neither is what is excluded or still to come. */
export type HourState = "told" | "zero" | "silent" | "excluded" | "open";

export interface Hour {
  from: Date;
  to: Date;
  state: HourState;
  persons: number | null;
  fevers: number | null;
  /** Some of it is excluded, and the rest counted. */
  part: boolean;
}

const length = 3_600_000;

/**
 * @param persons By hour from `start` on; null where nothing has come, or nothing that counts.
 * @param excluded Whether something of that hour is not counted.
 */
export function hoursOf(start: string, persons: (number | null)[], fevers: (number | null)[], now: Date, excluded: boolean[] = []): Hour[] {
  return persons.map((count, index) => {
    const from = new Date(Date.parse(start) + index * length);
    const to = new Date(from.getTime() + length);
    return { from, to, state: count === null && excluded[index] ? "excluded" : stateOf(count, to, now), persons: count, fevers: fevers[index] ?? null, part: count !== null && excluded[index] === true };
  });
}

function stateOf(count: number | null, to: Date, now: Date): HourState {
  if (count === null) return to > now ? "open" : "silent";
  return count === 0 ? "zero" : "told";
}

/** Neighbours of one state, as one stretch. */
export function stretches(hours: Hour[], state: HourState): { from: Date; to: Date }[] {
  const found: { from: Date; to: Date }[] = [];
  for (const hour of hours) {
    if (hour.state !== state) continue;
    const last = found[found.length - 1];
    if (last && last.to.getTime() === hour.from.getTime()) last.to = hour.to;
    else found.push({ from: hour.from, to: hour.to });
  }
  return found;
}

/** Hours by when each begins, ascending; neighbours as one stretch. */
export function spansOf(starts: string[]): { from: Date; to: Date }[] {
  const hours = starts.map((start) => ({ from: new Date(start), to: new Date(Date.parse(start) + length), state: "excluded" as const, persons: null, fevers: null, part: false }));
  return stretches(hours, "excluded");
}

/** A round number at or above the largest, for an axis from zero: 1, 2, 4, 6, 8, 10, 20 … */
export function niceTop(largest: number): number {
  if (largest <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 4, 6, 8, 10].find((one) => one * power >= largest) ?? 10;
  return Math.ceil(step * power);
}
