/** Days and times where the gates stand, whatever the browser's own zone is. Days are "2026-02-10". */

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(time: Date, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(time).map((part) => [part.type, part.value]));
}

export function dayOf(time: Date, zone: string): string {
  const parts = partsOf(time, zone);
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}`;
}

export function clockOf(time: Date, zone: string): string {
  const parts = partsOf(time, zone);
  return `${parts["hour"]}:${parts["minute"]}`;
}

export function hourOf(time: Date, zone: string): number {
  return Number(partsOf(time, zone)["hour"]);
}

/** How far the zone's clocks are ahead of UTC at a moment, ms. */
function offsetAt(time: Date, zone: string): number {
  const parts = partsOf(time, zone);
  const shown = Date.UTC(
    Number(parts["year"]),
    Number(parts["month"]) - 1,
    Number(parts["day"]),
    Number(parts["hour"]),
    Number(parts["minute"]),
    Number(parts["second"]),
  );
  return shown - Math.floor(time.getTime() / 1000) * 1000;
}

/** The day's first moment; where clocks skip midnight, the moment at which they do. */
export function startOfDay(day: string, zone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  const first = wanted - offsetAt(new Date(wanted), zone);
  const second = wanted - offsetAt(new Date(first), zone);
  const start = new Date(Math.min(first, second));
  return dayOf(start, zone) === day ? start : new Date(Math.max(first, second));
}

/** "2026-02-10T08:00": the hour that the zone's clocks show. */
export function hourAt(time: Date, zone: string): string {
  return `${dayOf(time, zone)}T${clockOf(time, zone).slice(0, 2)}:00`;
}

/** When the zone's clocks show "2026-02-10T08:00"; of an hour that they show twice the first, of one that they skip when they go on. */
export function momentOf(local: string, zone: string): Date {
  const wanted = Date.parse(`${local}Z`);
  const [before, after] = [-1, 1].map((days) => wanted - offsetAt(new Date(wanted + days * 86_400_000), zone)) as [number, number];
  const shown = [before, after].sort((a, b) => a - b).find((time) => `${dayOf(new Date(time), zone)}T${clockOf(new Date(time), zone)}` === local.slice(0, 16));
  return new Date(shown ?? before);
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function isDay(text: string | null | undefined): text is string {
  return !!text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && plusDays(text, 0) === text;
}
