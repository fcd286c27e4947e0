import type { DailyReport, GateLine, GateReportState, HourSpan } from "../api/types";
import { useFormat, useName, useToday, useWords } from "../context";
import { useScope } from "../shell/scope";

/** Those that need an explanation first. */
const order: GateReportState[] = ["silent", "partial", "unregistered", "pending", "reported", "reported_zero", "known_off"];

/** Above this, gates that reported the whole day are told by their number. */
const mostWhole = 40;

export function ReportGates({ report }: { report: DailyReport }) {
  const [words, format, today, states] = [useWords(), useFormat(), useToday(), useStates(report)];
  const { coverage } = report;
  const coverageOf = report.day < today ? words.report.coverageOf : words.report.coverageSoFar;
  const lines = [...report.gates].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.community.localeCompare(b.community) || a.gate.localeCompare(b.gate));
  const telling = lines.filter((line) => line.state !== "reported" && line.state !== "reported_zero");
  const long = lines.length > mostWhole;
  return (
    <section class="panel breakable" aria-labelledby="coverage">
      <header class="panel-top">
        <h2 id="coverage">{words.report.coverage}</h2>
        <p class="page-sub">{coverageOf(format.count(coverage.reported + coverage.reported_zero), format.count(coverage.expected))}</p>
      </header>
      <CoverageBar report={report} />
      <GateTable lines={long ? telling : lines} states={states} />
      {long && (
        <details class="more">
          <summary>{`${states.reported} (${format.count(lines.length - telling.length)})`}</summary>
          <GateTable lines={lines.filter((line) => !telling.includes(line))} states={states} />
        </details>
      )}
      {report.waiting.length > 0 && (
        <p class="note">
          {`${words.report.waiting}${words.language.name === "中文" ? "：" : ": "}${report.waiting.map((one) => words.report.waitingSince(one.gate, format.dateTime(one.first_seen, today))).join(words.language.name === "中文" ? "、" : ", ")}`}
        </p>
      )}
    </section>
  );
}

/** Of a day that is not over yet, no gate has reported the whole. */
function useStates(report: DailyReport): Record<GateReportState, string> {
  const [words, today] = [useWords(), useToday()];
  return report.day < today ? words.report.states : { ...words.report.states, ...words.report.statesSoFar };
}

const shares: { state: GateReportState; of: (report: DailyReport) => number }[] = [
  { state: "reported", of: ({ coverage }) => coverage.reported },
  { state: "reported_zero", of: ({ coverage }) => coverage.reported_zero },
  { state: "partial", of: ({ coverage }) => coverage.partial },
  { state: "silent", of: ({ coverage }) => coverage.silent },
  { state: "known_off", of: ({ coverage }) => coverage.known_off },
  { state: "unregistered", of: ({ coverage }) => coverage.unregistered },
];

/** All gates as one bar: filled, hollow, half hatched, hatched. */
function CoverageBar({ report }: { report: DailyReport }) {
  const [states, format] = [useStates(report), useFormat()];
  const shown = shares.map((share) => ({ state: share.state, count: share.of(report) })).filter((share) => share.count > 0);
  const all = shown.reduce((sum, share) => sum + share.count, 0);
  return (
    <ul class="coverage">
      {shown.map(({ state, count }) => (
        <li key={state} class={`coverage-${state}`}>
          <progress class="coverage-share" max={all} value={count} aria-label={states[state]} />
          <span>
            <i class={`swatch coverage-swatch-${state}`} /> {states[state]} <b>{format.count(count)}</b>
          </span>
        </li>
      ))}
    </ul>
  );
}

function GateTable({ lines, states }: { lines: GateLine[]; states: Record<GateReportState, string> }) {
  const [words, format, name, scope] = [useWords(), useFormat(), useName(), useScope()];
  if (lines.length === 0) return null;
  return (
    <table class="rows report-gates">
      <thead>
        <tr>
          <th scope="col">{words.gates.gate}</th>
          <th scope="col">{words.gates.state}</th>
          <th scope="col" class="number">
            {words.count.persons}
          </th>
          <th scope="col" class="number">
            {words.report.screened}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.community} ${line.gate}`}>
            <th scope="row">
              <a href={scope.to("gates", [line.gate])}>{name(line.name, line.gate)}</a>
              {scope.level !== "community" && <small>{scope.nameOf(line.community)}</small>}
            </th>
            <td class="whole-row">
              <span class={`gate-state gate-state-${line.state}`}>
                <i class={`swatch coverage-swatch-${line.state}`} /> {states[line.state]}
              </span>
              <Why line={line} />
            </td>
            <td class="number" data-label={words.count.persons}>
              {line.counts ? format.count(line.counts.persons) : <span class="none">{words.count.none}</span>}
            </td>
            <td class={`number${line.counts?.screened_fevers ? " fever" : ""}`} data-label={words.report.screened}>
              {line.counts ? format.count(line.counts.screened_fevers) : "—"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Why({ line }: { line: GateLine }) {
  const [words, format, today] = [useWords(), useFormat(), useToday()];
  const spans = (list: HourSpan[]) => list.map((span) => format.hours(span.from, span.to)).join(words.language.name === "中文" ? "、" : ", ");
  const reasons = [
    line.silent_since && (line.silent_since.or_earlier ? words.report.silentBefore(format.dateTime(line.silent_since.time, today)) : words.presence.silentSince(format.dateTime(line.silent_since.time, today))),
    line.state === "partial" && line.silent_hours.length > 0 && words.report.silentHours(spans(line.silent_hours)),
    line.out_of_service_hours.length > 0 && words.report.downHours(spans(line.out_of_service_hours)),
    line.excluded_hours.length > 0 && words.report.excludedHours(spans(line.excluded_hours)),
    ...line.closures.map((closure) =>
      closure.until ? words.report.closedFor(format.stretch(closure.from, closure.until, today), closure.reason) : words.report.closed(format.dateTime(closure.from, today), closure.reason),
    ),
  ].filter(Boolean);
  return reasons.length > 0 ? <small class="why">{reasons.join(" · ")}</small> : null;
}
