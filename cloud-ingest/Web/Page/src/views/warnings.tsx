import { query } from "../api/client";
import { useResource } from "../api/resource";
import { useFormat, useName, useTitle, useToday, useWords } from "../context";
import { Empty, Loaded } from "../parts/problem";
import { route, withQuery } from "../route";
import { useChanges, useScope, type Scope } from "../shell/scope";
import { useStore } from "../store";
import type { WarningItem, WarningPage } from "../api/types";
import { firstDay, timesUsual } from "../warnings";
import type { Words } from "../words/words";

/** Earlier ones are a step away, and that step is in the address. */
const pageSize = 100;

const states = ["open", "acknowledged", "closed", "all"] as const;

export function Warnings() {
  const [words, name, scope, current] = [useWords(), useName(), useScope(), useStore(route)];
  const state = states.find((one) => one === current.query.get("state")) ?? "open";
  const before = current.query.get("before");
  const warnings = useResource<WarningPage>(query("/warnings", { area: scope.area, state, from: firstDay, limit: pageSize, cursor: before }), useChanges());
  const place = scope.place ? name(scope.place.name) : words.area.everything;
  useTitle(words.warnings.title, place);
  return (
    <>
      <header class="page-top">
        <div>
          <h1>{words.warnings.title}</h1>
          <p class="page-sub">{place}</p>
        </div>
        <div class="choices" role="group" aria-label={words.warnings.filter}>
          {states.map((one) => (
            <a key={one} class="choice" href={withQuery(current, { state: one === "open" ? null : one, before: null })} aria-current={state === one ? "true" : undefined}>
              {words.warnings.states[one]}
            </a>
          ))}
        </div>
      </header>
      <Loaded of={warnings}>
        {(data) => (
          <>
            {data.items.length === 0 ? (
              <section class="panel">
                <Empty title={words.warnings.none[state]}>{words.warnings.noneText}</Empty>
              </section>
            ) : (
              <ul class="warning-list">
                {data.items.map((warning) => (
                  <Item key={warning.id} warning={warning} />
                ))}
              </ul>
            )}
            <Others before={before} next={data.next} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Others({ before, next }: { before: string | null; next: string | null }) {
  const [words, current] = [useWords(), useStore(route)];
  if (!before && !next) return null;
  return (
    <p class="load-more no-print">
      {before && (
        <a class="button" href={withQuery(current, { before: null })} rel="prev">
          {words.warnings.latest}
        </a>
      )}{" "}
      {next && (
        <a class="button" href={withQuery(current, { before: next })} rel="next">
          {words.warnings.earlier}
        </a>
      )}
    </p>
  );
}

export function WarningState({ state }: { state: WarningItem["state"] }) {
  const words = useWords();
  return <span class={`warning-state warning-state-${state}`}>{words.warnings.states[state]}</span>;
}

function Item({ warning }: { warning: WarningItem }) {
  const [words, format, name, scope, today] = [useWords(), useFormat(), useName(), useScope(), useToday()];
  const times = timesUsual(warning.signals);
  return (
    <li class={`panel warning-item warning-item-${warning.state}`}>
      <header>
        <h2>
          <a href={scope.to("warnings", [String(warning.id)])}>{name(warning.area.name, warning.area.code)}</a>
          <small>{whereOf(warning, words, scope)}</small>
        </h2>
        <WarningState state={warning.state} />
      </header>
      <p>
        {name(warning.why)}
        {times !== null && <strong class="times">{words.warnings.times(String(times))}</strong>}
      </p>
      <p class="hint">
        {[
          words.warnings.opened(format.dateTime(warning.opened_at, today)),
          warning.alarm_days > 1 && words.warnings.alarmDays(format.count(warning.alarm_days)),
          warning.acknowledged_by && warning.acknowledged_at && words.warnings.acknowledged(warning.acknowledged_by, format.dateTime(warning.acknowledged_at, today)),
          warning.conclusion && words.warnings.conclusions[warning.conclusion],
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </li>
  );
}

/** In what it lies; of a gate its community, of a community its street. */
export function whereOf({ area }: WarningItem, words: Words, scope: Scope): string {
  const above = area.level === "gate" ? area.place : area.level === "community" ? area.code.slice(0, 9) : null;
  return above ? scope.nameOf(above) : words.area.levels[area.level];
}

export function usual(locale: string, expected: number | null): string {
  return expected === null ? "—" : new Intl.NumberFormat(locale, { maximumFractionDigits: expected < 10 ? 1 : 0 }).format(expected);
}
