import { describe, expect, it } from "vitest";
import { address, parse, withQuery } from "./route";

describe("an address", () => {
  it("tells view, parts and parameters, and is written as it was read", () => {
    const route = parse("/reports/2026-02-09?area=230103001&issue=now");
    expect(route.view).toBe("reports");
    expect(route.parts).toEqual(["2026-02-09"]);
    expect(address(route.view, route.parts, Object.fromEntries(route.query))).toBe("/reports/2026-02-09?area=230103001&issue=now");
  });

  it.each(["/", "/nowhere", "/index.html"])("'%s' is the first page", (text) => {
    expect(parse(text).view).toBe("overview");
  });

  it("keeps what is odd in an id apart from the path", () => {
    expect(parse(address("gates", ["a/b?c"])).parts).toEqual(["a/b?c"]);
  });

  it("that is not written in UTF-8 is shown as it is written", () => {
    expect(parse("/gates/%E0%A4%A").parts).toEqual(["%E0%A4%A"]);
  });

  it("changes some parameters and keeps the rest", () => {
    const route = parse("/trends?area=230103&period=7d&with=1,2");
    expect(withQuery(route, { period: null, step: "hour" })).toBe("/trends?area=230103&with=1%2C2&step=hour");
  });
});
