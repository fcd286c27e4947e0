import { describe, expect, it } from "vitest";
import { Format } from "./format";

const zh = new Format("zh", "Asia/Shanghai");
const en = new Format("en", "Asia/Shanghai");

describe("numbers", () => {
  it("never show what is missing as zero", () => {
    expect([zh.count(null), zh.rate(null), zh.celsius(null), zh.range(null, 0.1)]).toEqual(["—", "—", "—", ""]);
    expect([zh.count(0), zh.rate(0), zh.celsius(0)]).toEqual(["0", "0%", "0.0 °C"]);
  });

  it("have as many digits as tell something", () => {
    expect([0.00234, 0.0456, 0.123].map((rate) => en.rate(rate))).toEqual(["0.23%", "4.6%", "12%"]);
    expect(en.range(0, 0.0038)).toBe("0–0.38%");
    expect([0, 0.005, 0.01, 0.015, 0.00025].map((rate) => en.roundRate(rate))).toEqual(["0%", "0.5%", "1%", "1.5%", "0.025%"]);
    expect([en.count(35737), en.difference(3), en.difference(-2), en.difference(0)]).toEqual(["35,737", "+3", "−2", "0"]);
  });
});

describe("times", () => {
  const now = new Date("2026-02-10T04:00:00Z");

  it("are those of the gates' zone, whatever the browser's", () => {
    expect(zh.clock("2026-02-09T19:10:00Z")).toBe("03:10");
  });

  it("are told as shortly as can be", () => {
    expect([zh.since("2026-02-09T19:10:00Z", now), en.since("2026-02-09T19:10:00Z", now)]).toEqual(["03:10", "03:10"]);
    expect([zh.since("2026-02-09T13:00:00Z", now), en.since("2026-02-09T13:00:00Z", now)]).toEqual(["昨天 21:00", "yesterday 21:00"]);
    expect([zh.since("2026-02-08T13:00:00Z", now), en.since("2026-02-08T13:00:00Z", now)]).toEqual(["2月8日 21:00", "8 Feb 21:00"]);
    expect(en.since("2025-12-08T13:00:00Z", now)).toBe("8 Dec 2025 21:00");
  });

  it("name both days of a stretch only where there are two", () => {
    expect(zh.stretch("2026-02-10T00:00:00Z", "2026-02-10T02:00:00Z", "2026-02-10")).toBe("2月10日 08:00–10:00");
    expect(en.stretch("2026-02-10T00:00:00Z", "2026-02-10T16:00:00Z", "2026-02-10")).toBe("10 Feb 08:00–24:00");
    expect(en.stretch("2026-02-09T12:00:00Z", "2026-02-10T02:00:00Z", "2026-02-10")).toBe("9 Feb 20:00 – 10 Feb 10:00");
    expect(en.stretch("2026-02-08T12:00:00Z", "2026-02-10T16:00:00Z", "2026-02-10")).toBe("8 Feb 20:00 – 10 Feb 24:00");
  });

  it("end the hours of a day with 24:00, also where the clocks skip midnight", () => {
    expect([zh.hours("2026-02-10T00:00:00Z", "2026-02-10T02:00:00Z"), zh.hours("2026-02-10T15:00:00Z", "2026-02-10T16:00:00Z")]).toEqual(["08:00–10:00", "23:00–24:00"]);
    expect(zh.hours("2026-02-09T16:00:00Z", "2026-02-09T17:00:00Z")).toBe("00:00–01:00");
    expect(new Format("en", "Asia/Beirut").hours("2020-03-28T21:00:00Z", "2020-03-28T22:00:00Z")).toBe("23:00–24:00");
  });

  it("name days as each language does", () => {
    expect([zh.day("2026-02-10", { today: "2026-02-10", weekday: true }), en.day("2026-02-10", { today: "2026-02-10", weekday: true })]).toEqual(["2月10日 周二", "Tue 10 Feb"]);
    expect([zh.shortDay("2026-02-10"), en.shortDay("2026-02-10")]).toEqual(["2/10", "10 Feb"]);
  });
});
