import { describe, expect, it } from "vitest";
import { accountOf, lookOf } from "./audit";

describe("a line of the audit", () => {
  it("that is a look tells what was asked for", () => {
    expect(lookOf("/api/v1/screenings?gate=gate-own&outcome=fever")?.get("gate")).toBe("gate-own");
    expect(lookOf("li: official of 230103")).toBeNull();
  });

  it("that is of an account tells whose, as what and where", () => {
    expect(accountOf("li: official of 230103")).toEqual({ name: "li", role: "official", area: "230103" });
    expect(accountOf("li")).toBeNull();
  });
});
