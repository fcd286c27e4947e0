import { describe, expect, it } from "vitest";
import { hoursOf, niceTop, spansOf, stretches } from "./hours";

const start = "2026-02-10T00:00:00+08:00";
const now = new Date("2026-02-10T04:30:00+08:00");

describe("hours", () => {
  const hours = hoursOf(start, [3, 0, null, null, null, null], [1, 0, null, null, null, null], now);

  it("are told, zero, silent or still to come, and never one for another", () => {
    expect(hours.map((hour) => hour.state)).toEqual(["told", "zero", "silent", "silent", "open", "open"]);
  });

  it("that are silent side by side are one stretch", () => {
    expect(stretches(hours, "silent")).toEqual([{ from: new Date("2026-02-10T02:00:00+08:00"), to: new Date("2026-02-10T04:00:00+08:00") }]);
    expect(stretches(hours, "told")).toHaveLength(1);
  });

  it("are silent too when the first and the last of a day are", () => {
    const day = hoursOf(start, [null, 1, null], [null, 0, null], new Date("2026-02-11T00:00:00+08:00"));
    expect(stretches(day, "silent")).toHaveLength(2);
  });
});

describe("excluded hours", () => {
  it("are neither silent nor zero, and told as such only where nothing else was counted", () => {
    const hours = hoursOf(start, [3, null, null, 0], [1, null, null, 0], now, [true, true, false, false]);
    expect(hours.map((hour) => hour.state)).toEqual(["told", "excluded", "silent", "zero"]);
    expect(hours.map((hour) => hour.part)).toEqual([true, false, false, false]);
  });

  it("side by side are one stretch", () => {
    const spans = spansOf(["2026-02-10T08:00:00+08:00", "2026-02-10T09:00:00+08:00", "2026-02-10T11:00:00+08:00"]);
    expect(spans).toEqual([
      { from: new Date("2026-02-10T08:00:00+08:00"), to: new Date("2026-02-10T10:00:00+08:00") },
      { from: new Date("2026-02-10T11:00:00+08:00"), to: new Date("2026-02-10T12:00:00+08:00") },
    ]);
  });
});

describe("the top of an axis", () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 4],
    [59, 60],
    [100, 100],
    [5903, 6000],
  ])("for %i is %i", (largest, top) => {
    expect(niceTop(largest)).toBe(top);
  });
});
