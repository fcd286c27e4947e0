import { describe, expect, it } from "vitest";
import { clockOf, dayOf, daysBetween, hourAt, hourOf, isDay, momentOf, plusDays, startOfDay } from "./zone";

describe("days in a time zone", () => {
  it("begin at its own midnight, not at the browser's", () => {
    expect(startOfDay("2026-02-10", "Asia/Shanghai").toISOString()).toBe("2026-02-09T16:00:00.000Z");
    expect(dayOf(new Date("2026-02-09T15:59:59Z"), "Asia/Shanghai")).toBe("2026-02-09");
    expect(dayOf(new Date("2026-02-09T16:00:00Z"), "Asia/Shanghai")).toBe("2026-02-10");
  });

  it("begin when clocks skip midnight at the first moment there is", () => {
    // Beirut went from 00:00 to 01:00 on 2020-03-29.
    const start = startOfDay("2020-03-29", "Asia/Beirut");
    expect(start.toISOString()).toBe("2020-03-28T22:00:00.000Z");
    expect(hourOf(start, "Asia/Beirut")).toBe(1);
  });

  it("have 23 and 25 hours where clocks change", () => {
    const hours = (day: string) => (startOfDay(plusDays(day, 1), "Europe/Berlin").getTime() - startOfDay(day, "Europe/Berlin").getTime()) / 3_600_000;
    expect(hours("2026-03-29")).toBe(23);
    expect(hours("2026-10-25")).toBe(25);
    expect(hours("2026-06-01")).toBe(24);
  });

  it("are counted over months and leap years", () => {
    expect(plusDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(plusDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-02-25", "2026-03-02")).toBe(5);
  });

  it.each([["2026-02-30"], ["2026-2-3"], ["10 Feb"], [""], [null]])("are none for %s", (text) => {
    expect(isDay(text)).toBe(false);
  });

  it("show the clock of the zone, midnight as 00:00", () => {
    expect(clockOf(new Date("2026-02-09T16:00:00Z"), "Asia/Shanghai")).toBe("00:00");
    expect(clockOf(new Date("2026-02-09T19:10:00Z"), "Asia/Shanghai")).toBe("03:10");
  });

  it("give the hour that is shown, and the moment at which it is", () => {
    expect(hourAt(new Date("2026-02-09T19:59:59Z"), "Asia/Shanghai")).toBe("2026-02-10T03:00");
    expect(momentOf("2026-02-10T03:00", "Asia/Shanghai").toISOString()).toBe("2026-02-09T19:00:00.000Z");
    expect(momentOf("2026-10-25T02:00", "Europe/Berlin").toISOString()).toBe("2026-10-25T00:00:00.000Z");
    expect(momentOf("2026-10-25T03:00", "Europe/Berlin").toISOString()).toBe("2026-10-25T02:00:00.000Z");
    expect(momentOf("2026-03-29T02:00", "Europe/Berlin").toISOString()).toBe("2026-03-29T01:00:00.000Z");
    expect(momentOf("2026-03-29T03:00", "Europe/Berlin").toISOString()).toBe("2026-03-29T01:00:00.000Z");
  });
});
