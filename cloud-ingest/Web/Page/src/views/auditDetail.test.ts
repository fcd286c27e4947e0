import { describe, expect, it } from "vitest";
import { accountOf, lookOf, subjectOf } from "./auditDetail";

describe("a line of the audit", () => {
  it("that is a look tells what was asked for", () => {
    expect(lookOf("/api/v1/screenings?gate=gate-own&outcome=fever")?.get("gate")).toBe("gate-own");
    expect(lookOf("li: official of 230103")).toBeNull();
  });

  it("that is of an account tells whose, as what and where", () => {
    expect(accountOf("li: official of 230103")).toEqual({ name: "li", role: "official", area: "230103" });
    expect(accountOf("li")).toBeNull();
  });

  it("that is of a warning or of excluded hours tells of what, when, and what was said", () => {
    expect(subjectOf("warning 4 of g-001-east, 2026-02-10")).toEqual({ code: "g-001-east", day: "2026-02-10", span: null, text: "" });
    expect(subjectOf("warning 4 of 230103001: two families: flu")).toEqual({ code: "230103001", day: null, span: null, text: "two families: flu" });
    expect(subjectOf("exclusion 2 of g-001-east, 2026-02-10T02:00Z to 2026-02-10T04:00Z: iced over\nagain")).toEqual({
      code: "g-001-east",
      day: null,
      span: ["2026-02-10T02:00Z", "2026-02-10T04:00Z"],
      text: "iced over\nagain",
    });
    expect(subjectOf("webhook duty was not told that warning 4 was opened")).toBeNull();
  });
});
