import { describe, expect, it } from "vitest";
import type { TrendPoint } from "./api/types";
import { trendOption, type Line, type TrendTexts } from "./charts/trendOption";
import { gapsOf, totalOf, valueOf, wilson } from "./trend";

const now = new Date("2026-02-10T04:00:00Z");

function point(day: number, state: TrendPoint["state"], persons: number | null, fever: number | null): TrendPoint {
  const rate = wilson(fever ?? 0, persons ?? 0);
  return {
    start: `2026-02-0${day}T00:00:00+08:00`,
    state,
    gates_reporting: state === "silent" ? 0 : 1,
    gates_expected: 2,
    in_service_s: null,
    persons,
    normal: null,
    fever,
    retry: null,
    manual: null,
    confirmed_fever: 0,
    confirmed_normal: 0,
    inward: null,
    outward: null,
    fever_rate: rate.rate,
    fever_rate_low: rate.low,
    fever_rate_high: rate.high,
    body_p5_c: null,
    body_median_c: null,
    body_p95_c: null,
    body_count: null,
    ambient_mean_c: null,
    ambient_min_c: null,
    ambient_max_c: null,
  };
}

const points = [point(1, "reported", 100, 2), point(2, "silent", null, null), point(3, "silent", null, null), point(4, "reported", 0, 0), point(5, "partial", 50, 0)];

const texts: TrendTexts = { labels: ["1", "2", "3", "4", "5"], titles: [], valueText: String, axisText: String, noteOf: () => "", nothing: "none" };

const line = (of: TrendPoint[]): Line => ({ key: "a", name: "A", points: of, other: false, colour: 0 });

// In the tests there is no canvas to draw a hatching on.
const series = (lines: Line[], measure: "persons" | "rate") => trendOption(lines, measure, texts, now, "hatched")["series"] as { data: ({ value: number } | null)[]; connectNulls?: boolean; markArea?: { data: unknown[] } }[];

describe("a trend", () => {
  it("has neither a value nor a zero where nothing came", () => {
    expect(points.map((one) => valueOf(one, "persons").middle)).toEqual([100, null, null, 0, 50]);
    expect(valueOf({ ...points[1]!, persons: 0, state: "silent" }, "persons").middle).toBeNull();
  });

  it("has no rate of nobody", () => {
    expect(valueOf(points[3]!, "rate").middle).toBeNull();
    expect(valueOf(points[3]!, "fevers").middle).toBe(0);
  });

  it("is summed over what is known, and says of how much", () => {
    const total = totalOf(points, now);
    expect(total).toMatchObject({ persons: 150, fevers: 2, told: 3, of: 5 });
    expect(total.rate).toBeCloseTo(2 / 150);
  });

  it("of which nothing came has no sum, not one of zero", () => {
    expect(totalOf([points[1]!, points[2]!], now)).toMatchObject({ persons: null, fevers: null, rate: null, told: 0, of: 2 });
  });

  it("counts days to come neither as told nor as missing", () => {
    expect(totalOf([points[0]!, { ...points[1]!, start: "2026-02-11T00:00:00+08:00" }], now)).toMatchObject({ told: 1, of: 1 });
  });
});

describe("a day on which each gate is closed", () => {
  const closed = { ...points[1]!, state: "not_expected" as const, gates_expected: 0 };

  it("is neither zero nor missing", () => {
    expect(valueOf(closed, "persons").middle).toBeNull();
    expect(totalOf([points[0]!, closed], now)).toMatchObject({ persons: 100, told: 1, of: 1 });
    expect(gapsOf([points[0]!, closed], now)).toEqual([]);
  });
});

describe("the gaps of a trend", () => {
  it("are stretches of neighbours; what is still to come is none", () => {
    expect(gapsOf(points, now)).toEqual([[1, 2]]);
    expect(gapsOf([{ ...points[1]!, start: "2026-02-11T00:00:00+08:00" }], now)).toEqual([]);
  });

  it("are drawn as gaps: no value, no line across, hatched", () => {
    const [bars] = series([line(points)], "persons");
    expect(bars!.data.map((one) => one?.value ?? null)).toEqual([100, null, null, 0, 50]);
    expect(bars!.connectNulls).toBe(false);
    expect(bars!.markArea?.data).toEqual([[{ xAxis: 1 }, { xAxis: 2 }]]);
  });

  it("break the line of each of several areas", () => {
    for (const one of series([line(points), { ...line(points), key: "b" }], "rate")) {
      expect(one.connectNulls).toBe(false);
      expect(one.data[1]).toBeNull();
    }
  });

  it("break the band of the likely range as well", () => {
    const [low, rest] = series([line(points)], "rate") as unknown as { data: (number | null)[] }[];
    expect(low!.data[1]).toBeNull();
    expect(rest!.data[1]).toBeNull();
  });
});

describe("the likely range of a rate", () => {
  it("is Wilson's, by Newcombe's published examples", () => {
    const rounded = ({ low, high }: { low: number | null; high: number | null }) => [low!.toFixed(4), high!.toFixed(4)];
    expect(rounded(wilson(81, 263))).toEqual(["0.2553", "0.3662"]);
    expect(rounded(wilson(0, 20))).toEqual(["0.0000", "0.1611"]);
    expect(wilson(0, 0)).toEqual({ rate: null, low: null, high: null });
  });
});
