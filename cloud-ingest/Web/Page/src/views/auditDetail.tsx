import type { Role } from "../api/types";
import { findGate } from "../areas";
import { useFormat, useName, useToday, useWords } from "../context";
import { useScope } from "../shell/scope";

/** What of a look's query tells something: gate, area, result, time. */
export function lookOf(detail: string): URLSearchParams | null {
  const at = detail.indexOf("?");
  return detail.startsWith("/api/") ? new URLSearchParams(at < 0 ? "" : detail.slice(at + 1)) : null;
}

/** "li: official of 230103", as the service writes what an account or a token became. */
export function accountOf(detail: string): { name: string; role: Role; area: string } | null {
  const found = /^(.+): (official|technician|administrator) of (all|\d+)$/.exec(detail);
  return found ? { name: found[1]!, role: found[2] as Role, area: found[3]! } : null;
}

/** "warning 4 of g-1: seen", "warning 4 of 230103001, 2026-02-10", "exclusion 2 of g-1, 2026-…Z to 2026-…Z: iced over". */
export function subjectOf(detail: string): { code: string; day: string | null; span: [string, string] | null; text: string } | null {
  const found = /^(?:warning|exclusion) \d+ of ([a-z0-9-]+)(?:, (\d{4}-\d\d-\d\d))?(?:T(\d\d:\d\dZ) to (\S+Z))?(?:: ([^]*))?$/.exec(detail);
  if (!found) return null;
  const [, code, day, clock, to, text] = found;
  return { code: code!, day: day && !clock ? day : null, span: day && clock && to ? [`${day}T${clock}`, to] : null, text: text ?? "" };
}

/** What an entry of the audit was about, in the viewer's words as far as they are the service's own. */
export function AuditDetail({ text }: { text: string }) {
  const [words, format, name, scope, today] = [useWords(), useFormat(), useName(), useScope(), useToday()];
  const placeOf = (code: string) => {
    const gate = findGate(scope.tree, code);
    return gate ? words.overview.silentGate(name(gate.gate.name), scope.nameOf(gate.community)) : code && scope.nameOf(code);
  };
  const account = accountOf(text);
  if (account) return <>{words.audit.account(account.name, words.account.roles[account.role], account.area === "all" ? words.area.everything : scope.nameOf(account.area))}</>;
  const subject = subjectOf(text);
  if (subject)
    return <>{[placeOf(subject.code), subject.day && format.day(subject.day, { today }), subject.span && format.stretch(...subject.span, today), subject.text].filter(Boolean).join(" · ")}</>;
  const look = lookOf(text);
  if (!look) return <>{text}</>;
  const outcome = look.get("outcome") as keyof typeof words.screenings.outcomes | null;
  const [from, to] = [look.get("from"), look.get("to")];
  const parts = [
    placeOf(look.get("gate") ?? look.get("area") ?? ""),
    outcome && (words.screenings.outcomes[outcome] ?? outcome),
    from && to && !Number.isNaN(Date.parse(from)) && !Number.isNaN(Date.parse(to)) && format.stretch(from, to, today),
  ];
  return <>{parts.filter(Boolean).join(" · ")}</>;
}
