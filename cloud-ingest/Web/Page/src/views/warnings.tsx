import { query } from "../api/client";
import { useResource } from "../api/resource";
import { useFormat, useName, useTitle, useToday, useWords } from "../context";
import { Empty, Loaded } from "../parts/problem";
import { route, withQuery } from "../route";
import { useChanges, useScope } from "../shell/scope";
import { useStore } from "../store";
import type { Warning, WarningPage } from "../warnings";

const states = ["open", "acknowledged", "closed", "all"] as const;

export function Warnings() {
  const [words, name, scope, current] = [useWords(), useName(), useScope(), useStore(route)];
  const state = states.find((one) => one === current.query.get("state")) ?? "open";
  const warnings = useResource<WarningPage>(query("/warnings", { area: scope.area, state, limit: 100 }), useChanges());
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
            <a key={one} class="choice" href={withQuery(current, { state: one === "open" ? null : one })} aria-current={state === one ? "true" : undefined}>
              {words.warnings.states[one]}
            </a>
          ))}
        </div>
      </header>
      <Loaded of={warnings}>
        {(data) =>
          data.items.length === 0 ? (
            <section class="panel">
              <Empty title={words.warnings.none[state]}>{words.warnings.noneText}</Empty>
            </section>
          ) : (
            <ul class="warning-list">
              {data.items.map((warning) => (
                <Item key={warning.id} warning={warning} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

/** How many times the usual, where that can be said; rounded, since it is no measurement. */
export function timesUsual(warning: Warning): number | null {
  if (!warning.expected || warning.expected < 0.05) return null;
  const times = warning.observed / warning.expected;
  return times < 1.5 ? null : times < 10 ? Math.round(times * 2) / 2 : Math.round(times);
}

export function WarningState({ state }: { state: Warning["state"] }) {
  const words = useWords();
  return <span class={`warning-state warning-state-${state}`}>{words.warnings.states[state]}</span>;
}

function Item({ warning }: { warning: Warning }) {
  const [words, format, name, scope, today] = [useWords(), useFormat(), useName(), useScope(), useToday()];
  const times = timesUsual(warning);
  const last = warning.notes[warning.notes.length - 1];
  return (
    <li class={`panel warning-item warning-item-${warning.state}`}>
      <header>
        <h2>
          <a href={scope.to("warnings", [String(warning.id)])}>{name(warning.area.name, warning.area.code)}</a>
          {warning.area.level === "community" && <small>{scope.nameOf(warning.area.code.slice(0, 9))}</small>}
        </h2>
        <WarningState state={warning.state} />
      </header>
      <p>
        {words.warnings.observed(format.count(warning.observed), usual(format.locale, warning.expected))}
        {times !== null && <strong class="times">{words.warnings.times(String(times))}</strong>}
      </p>
      <p class="hint">
        {format.day(warning.day, { today })} · {words.warnings.opened(format.dateTime(warning.opened_at, today))}
        {last && ` · ${last.by}: ${last.text}`}
      </p>
    </li>
  );
}

export function usual(locale: string, expected: number | null): string {
  return expected === null ? "—" : new Intl.NumberFormat(locale, { maximumFractionDigits: expected < 10 ? 1 : 0 }).format(expected);
}
