import type { DailyReport, DayComparison, ReportCounts, ReportVersions } from "../api/types";
import { useFormat, useName, useToday, useWords } from "../context";
import { Icon } from "../shell/icons";
import { useScope } from "../shell/scope";
import { address } from "../route";
import { language } from "../words/words";
import { useStore } from "../store";
import { ReportGates } from "./reportGates";
import { VersionChoice } from "./reports";

const rows: { key: keyof ReportCounts; word: (words: ReturnType<typeof useWords>) => string }[] = [
  { key: "persons", word: (words) => words.count.persons },
  { key: "screened_fevers", word: (words) => words.report.screened },
  { key: "confirmed_fevers", word: (words) => words.report.confirmed },
  { key: "manual", word: (words) => words.count.manual },
  { key: "retries", word: (words) => words.count.retries },
  { key: "inward", word: (words) => words.count.inward },
  { key: "outward", word: (words) => words.count.outward },
];

export function ReportBody({ data, shown }: { data: ReportVersions; shown: "issued" | "now" }) {
  const today = useToday();
  const report = shown === "issued" && data.as_issued ? data.as_issued : data.as_now_known;
  return (
    <>
      <Standing data={data} shown={shown} />
      {data.day < today && <Zero report={report} unsigned={shown === "issued" && data.issues.some((issue) => issue.number === data.issue && !issue.signature)} />}
      <Counts data={data} report={report} />
      <ReportGates report={report} />
      {report.parts.length > 0 && <Parts report={report} />}
    </>
  );
}

/** Which version this is, and what has become known since. */
function Standing({ data, shown }: { data: ReportVersions; shown: "issued" | "now" }) {
  const [words, format, scope, today, spoken] = [useWords(), useFormat(), useScope(), useToday(), useStore(language)];
  const issue = data.issues.find((one) => one.number === data.issue);
  const over = data.day < today;
  return (
    <div class="standing">
      <div class="standing-top">
        <VersionChoice data={data} shown={shown} />
        <span class="standing-links no-print">
          <a class="button" href={`/api/v1/reports/${data.area.code}/${data.day}/print?lang=${spoken}${shown === "now" ? "&issue=now" : data.issue ? `&issue=${data.issue}` : ""}`} target="_blank" rel="noopener">
            <Icon of="print" size={18} /> {words.report.print}
          </a>
          <a class="button" href={`/api/v1/reports/${data.area.code}/${data.day}/csv${shown === "now" ? "?issue=now" : data.issue ? `?issue=${data.issue}` : ""}`} download>
            <Icon of="download" size={18} /> CSV
          </a>
        </span>
      </div>
      {issue && shown === "issued" && (
        <p class="page-sub">
          {[
            data.issues.length > 1 && words.report.issue(String(issue.number)),
            issue.issued_by === "schedule" ? words.report.issuedBySchedule(format.dateTime(issue.issued_at, today)) : words.report.issuedBy(issue.issued_by, format.dateTime(issue.issued_at, today)),
            issue.late && words.report.late,
            issue.reason,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      )}
      {shown === "now" && <p class="page-sub">{words.report.known(format.dateTime(data.known_at, today))}</p>}
      {!issue && <p class="note note-quiet">{over ? words.report.notIssued : words.report.dayNotOver}</p>}
      {issue && data.changes?.changed && (
        <p class="note">
          {data.changes.comparisons_only ? words.report.changedComparison : words.report.changed}{" "}
          {!data.changes.comparisons_only && shown === "issued" && <a href={address("reports", [data.day], { area: scope.area === scope.root ? null : scope.area, issue: "now" })}>{words.report.asNow}</a>}
        </p>
      )}
    </div>
  );
}

function Zero({ report, unsigned }: { report: DailyReport; unsigned: boolean }) {
  const [words, format] = [useWords(), useFormat()];
  const { zero, total } = report;
  const text = zero.claimed
    ? words.report.zeroClaimed(format.count(zero.expected_gates))
    : zero.expected_gates === 0
      ? words.report.zeroNone
      : total && (total.screened_fevers > 0 || total.confirmed_fevers > 0)
        ? words.report.zeroFever
        : words.report.zeroPart(format.count(zero.zero_gates), format.count(zero.expected_gates));
  return (
    <div class={`zero-claim${zero.claimed ? " zero-claimed" : ""}`}>
      <p>
        {zero.claimed && <Icon of="check" size={22} />} {text}
      </p>
      {unsigned && (
        <a class="to-sign no-print" href="#signing">
          {words.overview.reportSign} ↓
        </a>
      )}
      {zero.undecided > 0 && <small>{words.report.undecided(format.count(zero.undecided))}</small>}
    </div>
  );
}

/** As issued, as now known and their difference side by side, then the days before. */
function Counts({ data, report }: { data: ReportVersions; report: DailyReport }) {
  const [words, format] = [useWords(), useFormat()];
  const both = data.as_issued !== null && data.changes?.changed === true && !data.changes.comparisons_only;
  const [issued, now] = [data.as_issued?.total ?? null, data.as_now_known.total];
  const single = both ? words.report.asNow : data.as_issued ? words.report.asIssued : words.report.asNow;
  const difference = (key: keyof ReportCounts) => (data.changes?.difference ? data.changes.difference[key] : 0);
  return (
    <section class="panel" aria-labelledby="counts">
      <h2 id="counts">{words.report.counts}</h2>
      <div class="wide">
        <table class="counts">
          <thead>
            <tr>
              <td />
              {both && (
                <th scope="col" class="number">
                  {words.report.asIssued}
                </th>
              )}
              <th scope="col" class="number">
                {single}
              </th>
              {both && (
                <th scope="col" class="number">
                  {words.report.difference}
                </th>
              )}
              <th scope="col" class="number">
                {words.report.dayBefore}
              </th>
              <th scope="col" class="number">
                {words.report.weekBefore}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, word }) => (
              <tr key={key}>
                <th scope="row">{word(words)}</th>
                {both && <td class="number">{issued ? format.count(issued[key]) : <span class="none">{words.count.none}</span>}</td>}
                <td class="number">{now ? format.count(now[key]) : <span class="none">{words.count.none}</span>}</td>
                {both && <td class={`number${difference(key) ? " changed" : " none"}`}>{difference(key) ? format.difference(difference(key)) : "—"}</td>}
                <Compared of={report.day_before} value={key} />
                <Compared of={report.week_before} value={key} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <NotComparable report={report} />
    </section>
  );
}

function Compared({ of, value }: { of: DayComparison; value: keyof ReportCounts }) {
  const format = useFormat();
  return <td class="number">{of.difference ? format.difference(of.difference[value]) : <span class="none">—</span>}</td>;
}

/** Days that are not comparable for the same reason are told together. */
function NotComparable({ report }: { report: DailyReport }) {
  const words = useWords();
  const apart = words.language.name === "中文" ? "、" : ", ";
  const byReason = new Map<string, string[]>();
  for (const [name, of] of [[words.report.dayBefore, report.day_before], [words.report.weekBefore, report.week_before]] as const) {
    const reason = of.not_comparable.map((one) => words.report.notComparableWhy[one]).join(apart);
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  }
  if (byReason.size === 0) return null;
  return <p class="hint">{[...byReason].map(([reason, names]) => words.report.notComparableText(names.join(apart), reason)).join(" ")}</p>;
}

function Parts({ report }: { report: DailyReport }) {
  const [words, format, name, scope] = [useWords(), useFormat(), useName(), useScope()];
  return (
    <section class="panel breakable" aria-labelledby="report-parts">
      <h2 id="report-parts">{words.report.parts}</h2>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.overview.part}</th>
            <th scope="col" class="number">
              {words.count.persons}
            </th>
            <th scope="col" class="number">
              {words.report.screened}
            </th>
            <th scope="col" class="number">
              {words.report.confirmed}
            </th>
            <th scope="col" class="number">
              {words.report.states.reported}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.parts.map((part) => (
            <tr key={part.code}>
              <th scope="row">
                <a href={scope.to("reports", [report.day], { area: part.code })}>{name(part.name)}</a>
              </th>
              <td class="number" data-label={words.count.persons}>
                {part.counts ? format.count(part.counts.persons) : <span class="none">{words.count.none}</span>}
              </td>
              <td class={`number${part.counts?.screened_fevers ? " fever" : ""}`} data-label={words.report.screened}>
                {part.counts ? format.count(part.counts.screened_fevers) : "—"}
              </td>
              <td class="number" data-label={words.report.confirmed}>
                {part.counts ? format.count(part.counts.confirmed_fevers) : "—"}
              </td>
              <td class="number" data-label={words.report.states.reported}>
                {`${format.count(part.coverage.reported + part.coverage.reported_zero)} / ${format.count(part.coverage.expected)}`}
                {part.coverage.silent > 0 && <span class="silent-tag">{words.overview.gatesSilent(format.count(part.coverage.silent))}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
