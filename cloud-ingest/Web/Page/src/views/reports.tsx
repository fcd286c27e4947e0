import { query } from "../api/client";
import { useResource } from "../api/resource";
import type { ReportList, ReportVersions } from "../api/types";
import { useFormat, useName, useTitle, useToday, useWords } from "../context";
import { Empty, Loaded, Skeleton } from "../parts/problem";
import { go, route, withQuery } from "../route";
import { Icon } from "../shell/icons";
import { useChanges, useScope } from "../shell/scope";
import { useStore } from "../store";
import { isDay, plusDays } from "../time/zone";
import { ReportBody } from "./reportBody";
import { Signing } from "./signing";

/** The daily report of an area: as issued and as now known, with its signature. Yesterday's first, as that is the one to sign. */
export function Reports({ day }: { day: string | null }) {
  const [words, name, scope, today] = [useWords(), useName(), useScope(), useToday()];
  const shown = isDay(day) && day <= today ? day : plusDays(today, -1);
  const place = scope.place ? name(scope.place.name) : words.area.everything;
  useTitle(words.report.title, place);
  // Reports are of places; whoever sees several districts chooses one.
  if (!scope.place)
    return (
      <>
        <header class="page-top">
          <h1>{words.report.title}</h1>
        </header>
        <ul class="panel plain-list">
          {scope.places
            .filter((one) => one.level === "district")
            .map((one) => (
              <li key={one.code}>
                <a href={scope.to("reports", [], { area: one.code })}>{name(one.name)}</a>
              </li>
            ))}
        </ul>
      </>
    );
  return <Report key={shown} area={scope.place.code} place={place} day={shown} />;
}

function Report({ area, place, day }: { area: string; place: string; day: string }) {
  const [words, format, scope, today, current] = [useWords(), useFormat(), useScope(), useToday(), useStore(route)];
  const issue = current.query.get("issue");
  const report = useResource<ReportVersions>(query(`/reports/${area}/${day}`, { issue: issue === "now" ? null : issue }), useChanges());
  return (
    <>
      <header class="page-top">
        <div>
          <h1>{report.data?.as_issued?.zero.claimed || (!report.data?.as_issued && report.data?.as_now_known.zero.claimed) ? words.report.zeroTitle : words.report.title}</h1>
          <p class="page-sub">
            {place}
            <span class="print-only"> · {format.day(day)}</span>
          </p>
        </div>
        <DayChoice day={day} today={today} to={(other) => scope.to("reports", [other])} />
      </header>
      <div class="report-columns">
        <div>
          <Loaded of={report} skeleton={<Skeleton lines={10} />}>
            {(data) => (
              <>
                <ReportBody data={data} shown={issue === "now" || data.as_issued === null ? "now" : "issued"} />
              </>
            )}
          </Loaded>
        </div>
        <aside class="report-side">
          {report.data && <Signing data={report.data} reload={report.reload} />}
          <Recent area={area} day={day} today={today} tick={report.data} />
        </aside>
      </div>
    </>
  );
}

function DayChoice({ day, today, to }: { day: string; today: string; to: (day: string) => string }) {
  const [words, format] = [useWords(), useFormat()];
  return (
    <div class="day-choice">
      <a class="button button-icon" href={to(plusDays(day, -1))} aria-label={words.report.earlier}>
        <Icon of="back" />
      </a>
      <label class="button day-name">
        <span class="visually-hidden">{words.report.day}</span>
        <span aria-hidden="true">{format.day(day)}</span>
        <input
          type="date"
          max={today}
          value={day}
          onClick={(event) => event.currentTarget.showPicker?.()}
          onChange={(event) => isDay(event.currentTarget.value) && go(to(event.currentTarget.value))}
        />
      </label>
      {day < today ? (
        <a class="button button-icon" href={to(plusDays(day, 1))} aria-label={words.report.later}>
          <Icon of="forward" />
        </a>
      ) : (
        <span class="button-icon" />
      )}
    </div>
  );
}

/** The last two weeks at a glance: what is signed, and what waits. */
function Recent({ area, day, today, tick }: { area: string; day: string; today: string; tick: unknown }) {
  const [words, format, scope] = [useWords(), useFormat(), useScope()];
  const list = useResource<ReportList>(query("/reports", { area, from: plusDays(today, -14), to: plusDays(today, -1), limit: 500 }), tick);
  const days = Array.from({ length: 14 }, (_, back) => plusDays(today, -1 - back));
  return (
    <nav class="panel recent no-print" aria-labelledby="recent">
      <h2 id="recent">{words.report.list}</h2>
      <Loaded of={list}>
        {(data) => (
          <ul>
            {days.map((one) => {
              const report = data.items.find((item) => item.area === area && item.day === one);
              const state = !report ? "missing" : report.signature ? "signed" : "unsigned";
              return (
                <li key={one}>
                  <a href={scope.to("reports", [one])} aria-current={one === day ? "page" : undefined}>
                    <span>{format.day(one, { today, weekday: true })}</span>
                    <small>
                      {report?.zero_claimed && <span class="tag">{words.report.listStates.zero}</span>}
                      {report && !report.complete && <span class="silent-tag">{words.report.listStates.incomplete}</span>}
                      <span class={`report-state report-state-${state}`}>
                        {state === "signed" && <Icon of="check" size={14} />}
                        {words.report.listStates[state]}
                      </span>
                    </small>
                  </a>
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
      {list.data?.items.length === 0 && <Empty title={words.report.listStates.missing} />}
    </nav>
  );
}

export function VersionChoice({ data, shown }: { data: ReportVersions; shown: "issued" | "now" }) {
  const [words, current] = [useWords(), useStore(route)];
  if (!data.as_issued) return null;
  return (
    <div class="segments no-print" role="group" aria-label={words.report.versions}>
      {data.issues.map((issue) => (
        <a key={issue.number} href={withQuery(current, { issue: issue.number === data.issues.length ? null : String(issue.number) })} aria-current={shown === "issued" && data.issue === issue.number ? "true" : undefined}>
          {data.issues.length === 1 ? words.report.asIssued : words.report.issue(String(issue.number))}
        </a>
      ))}
      <a href={withQuery(current, { issue: "now" })} aria-current={shown === "now" ? "true" : undefined}>
        {words.report.asNow}
      </a>
    </div>
  );
}
