import type { Language } from "./words/words";
import { clockOf, dayOf, plusDays } from "./time/zone";

/** Numbers and times as people of one language read them, in the time zone of the gates. */
export class Format {
  private readonly whole: Intl.NumberFormat;
  private readonly signed: Intl.NumberFormat;

  constructor(
    readonly language: Language,
    readonly zone: string,
  ) {
    this.whole = new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0 });
    this.signed = new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0, signDisplay: "exceptZero" });
  }

  get locale(): string {
    return this.language === "zh" ? "zh-CN" : "en-GB";
  }

  count(value: number | null | undefined): string {
    return value === null || value === undefined ? "—" : this.whole.format(value);
  }

  /** With its sign: +3, −2, 0. */
  difference(value: number): string {
    return this.signed.format(value).replace("-", "−");
  }

  /** A share as a percentage of two significant digits or more: 0.23%, 4.6%, 12%. */
  rate(value: number | null | undefined): string {
    return value === null || value === undefined ? "—" : `${this.percent(value)}%`;
  }

  /** Of a round share, as axes have them: 0.5%, 1%, 1.5%. */
  roundRate(value: number): string {
    return `${Number((value * 100).toFixed(3))}%`;
  }

  range(low: number | null | undefined, high: number | null | undefined): string {
    return low === null || low === undefined || high === null || high === undefined ? "" : `${this.percent(low)}–${this.percent(high)}%`;
  }

  private percent(value: number): string {
    const percent = value * 100;
    return percent.toFixed(percent === 0 ? 0 : percent < 1 ? 2 : percent < 10 ? 1 : 0);
  }

  celsius(value: number | null | undefined, digits = 1): string {
    return value === null || value === undefined ? "—" : `${value.toFixed(digits).replace("-", "−")} °C`;
  }

  clock(time: string | Date): string {
    return clockOf(new Date(time), this.zone);
  }

  /** 2月10日 周二, Tue 10 Feb; with the year where it is not this one. */
  day(day: string, options: { weekday?: boolean; today?: string } = { weekday: true }): string {
    const date = new Date(`${day}T00:00:00Z`);
    const year = options.today && options.today.slice(0, 4) === day.slice(0, 4) ? undefined : ("numeric" as const);
    const parts: Intl.DateTimeFormatOptions = { timeZone: "UTC", month: this.language === "zh" ? "long" : "short", day: "numeric" };
    const text = new Intl.DateTimeFormat(this.locale, year ? { ...parts, year } : parts).format(date);
    if (!options.weekday) return text;
    const weekday = new Intl.DateTimeFormat(this.locale, { timeZone: "UTC", weekday: "short" }).format(date);
    return this.language === "zh" ? `${text} ${weekday}` : `${weekday} ${text}`;
  }

  /** 2月10日, 10 Feb: for axes. */
  shortDay(day: string): string {
    const date = new Date(`${day}T00:00:00Z`);
    return this.language === "zh"
      ? `${date.getUTCMonth() + 1}/${date.getUTCDate()}`
      : new Intl.DateTimeFormat(this.locale, { timeZone: "UTC", month: "short", day: "numeric" }).format(date);
  }

  /** As short as it can be told from `now`: 03:10, 昨天 21:00, 2月8日 21:00. */
  since(time: string, now: Date = new Date()): string {
    const [day, today] = [dayOf(new Date(time), this.zone), dayOf(now, this.zone)];
    if (day === today) return this.clock(time);
    if (day === plusDays(today, -1)) return `${this.language === "zh" ? "昨天" : "yesterday"} ${this.clock(time)}`;
    return `${this.day(day, { today })} ${this.clock(time)}`;
  }

  dateTime(time: string, today?: string): string {
    return `${this.day(dayOf(new Date(time), this.zone), today ? { today } : {})} ${this.clock(time)}`;
  }

  /** Hours of one day: 08:00–10:00, to 24:00 at the latest. */
  hours(from: string | Date, to: string | Date): string {
    return `${this.clock(from)}–${this.end(to).clock}`;
  }

  /** 2月10日 08:00–10:00; with the second day where it is another. */
  stretch(from: string, to: string, today?: string): string {
    const [first, last] = [dayOf(new Date(from), this.zone), this.end(to)];
    const day = (of: string) => this.day(of, today ? { today } : {});
    return first === last.day ? `${day(first)} ${this.hours(from, to)}` : `${day(first)} ${this.clock(from)} – ${day(last.day)} ${last.clock}`;
  }

  /** The end of a day is that day's 24:00, and not the next one's beginning. */
  private end(time: string | Date): { day: string; clock: string } {
    const to = new Date(time);
    const day = dayOf(new Date(to.getTime() - 1), this.zone);
    return { day, clock: dayOf(to, this.zone) === day ? this.clock(to) : "24:00" };
  }

  seconds(time: string): string {
    return new Intl.DateTimeFormat("en-GB", { timeZone: this.zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(new Date(time));
  }
}
