import { describe, expect, it } from "vitest";
import { lengthOf, otherOf, periodBefore, periodOf, presetPeriod, queryOf, stepsFor, type Step } from "./period";

const today = "2026-02-10";
const asked = (text: string) => periodOf(new URLSearchParams(text), today, "7d");

describe("the period of an address", () => {
  it("is a preset's", () => {
    expect(asked("period=yesterday")).toEqual({ period: { first: "2026-02-09", last: "2026-02-09" }, preset: "yesterday" });
    expect(presetPeriod("30d", today)).toEqual({ first: "2026-01-12", last: today });
  });

  it("is the one of two days, whatever preset stands beside", () => {
    expect(asked("from=2026-01-01&to=2026-01-10&period=today")).toEqual({ period: { first: "2026-01-01", last: "2026-01-10" }, preset: null });
  });

  it("never reaches into days to come, nor backwards", () => {
    expect(asked("from=2026-02-01&to=2027-01-01").period).toEqual({ first: "2026-02-01", last: today });
    expect(asked("from=2026-02-20&to=2026-02-05").period).toEqual({ first: "2026-02-05", last: "2026-02-05" });
  });

  it("does not begin before there are answers, wherever the clocks are", () => {
    expect(asked("from=2020-01-01&to=2020-01-07").period).toEqual({ first: "2020-01-02", last: "2020-01-07" });
    expect(asked("from=0001-01-01&to=2019-06-01").period).toEqual({ first: "2020-01-02", last: "2020-01-02" });
    expect(queryOf(asked("from=2020-01-01&to=2020-01-07").period, "Pacific/Kiritimati").from).toBe("2020-01-01T10:00:00.000Z");
  });

  it("is cut to what the service answers", () => {
    expect(lengthOf(asked("from=2020-01-01&to=2026-01-01").period)).toBe(730);
  });

  it.each(["", "period=century", "from=soon&to=later", "from=2026-02-30&to=2026-02-05"])("is the usual one for '%s'", (text) => {
    expect(asked(text)).toEqual({ period: { first: "2026-02-04", last: today }, preset: "7d" });
  });
});

describe("what a period is compared with", () => {
  const other = (text: string, first = "2026-02-04", step: Step = "day") =>
    otherOf(new URLSearchParams(text), { first, last: "2026-02-10" }, step, today);

  it("is as long, and begins on the day asked for or ends right before", () => {
    expect(other("vs=2025-02-04&before=1")).toEqual({ before: false, against: { first: "2025-02-04", last: "2025-02-10" } });
    expect(other("before=1")).toEqual({ before: true, against: { first: "2026-01-28", last: "2026-02-03" } });
  });

  it("begins on the same weekday in weeks, so that both are of as many", () => {
    expect(other("before=1", "2026-01-12", "week").against).toEqual({ first: "2025-12-08", last: "2026-01-06" });
    expect(other("vs=2025-01-12", "2026-01-12", "week").against).toEqual({ first: "2025-01-06", last: "2025-02-04" });
    expect(other("vs=2025-01-13", "2026-01-12", "week").against).toEqual({ first: "2025-01-13", last: "2025-02-11" });
  });

  it.each(["", "vs=2020-01-01", "vs=2026-02-11", "vs=2026-02-30", "before=yes"])("is nothing for '%s'", (text) => {
    expect(other(text)).toEqual({ before: false, against: null });
  });

  it("is nothing where the days before reach back too far", () => {
    expect(other("before=1", "2020-06-01")).toEqual({ before: false, against: null });
  });
});

describe("a period", () => {
  it("is as long as the one before it, which it follows at once", () => {
    expect(periodBefore({ first: "2026-02-04", last: "2026-02-10" })).toEqual({ first: "2026-01-28", last: "2026-02-03" });
  });

  it("is asked for from the zone's midnight to the zone's midnight", () => {
    expect(queryOf({ first: "2026-02-09", last: "2026-02-09" }, "Asia/Shanghai")).toEqual({ from: "2026-02-08T16:00:00.000Z", to: "2026-02-09T16:00:00.000Z" });
  });

  it("is shown in steps that make a legible chart", () => {
    const steps = (first: string) => stepsFor({ first, last: today });
    expect(steps("2026-02-10")).toEqual(["hour"]);
    expect(steps("2026-02-04")).toEqual(["day", "hour"]);
    expect(steps("2026-01-12")).toEqual(["day", "week", "hour"]);
    expect(steps("2025-11-13")).toEqual(["day", "week"]);
    expect(steps("2025-02-10")).toEqual(["week", "day"]);
  });
});
