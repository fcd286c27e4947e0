import { describe, expect, it } from "vitest";
import type { SignalItem } from "./api/types";
import { leadingOf, timesUsual } from "./warnings";

function signal(method: SignalItem["method"], observed: number | null, expected: number | null, alarm = true): SignalItem {
  return { method, observed, expected, alarm, statistic: 0, threshold: 0, p_value: null, q_value: null, persons: null, why: null };
}

describe("how many times the usual", () => {
  it("is told of what the warning's sentence is about: a day before three days, and these before sums", () => {
    expect(timesUsual([signal("c2", 6, 1), signal("beta_binomial_three_days", 12, 2)])).toBe(6);
    expect(timesUsual([signal("beta_binomial_three_days", 12, 2), signal("beta_binomial", 6, 0.7)])).toBe(8.5);
    expect(timesUsual([signal("beta_binomial", 6, 0.7, false), signal("c1", 5, 2)])).toBe(2.5);
  });

  it("is of that signal's own days", () => {
    expect(leadingOf([signal("c2", 2, 1), signal("beta_binomial_three_days", 15, 2.6)])).toMatchObject({ method: "beta_binomial_three_days", observed: 15 });
    expect(leadingOf([signal("c1", 5, 2, false)])).toBeUndefined();
  });

  it("is not told where next to none are usual, nothing alarms, or it is hardly more", () => {
    expect([timesUsual([signal("beta_binomial", 3, 0.01)]), timesUsual([]), timesUsual([signal("cusum", null, null)]), timesUsual([signal("c1", 5, 4)])]).toEqual([null, null, null, null]);
  });
});
