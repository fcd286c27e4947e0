import { query } from "../api/client";
import { useResource } from "../api/resource";
import type { GatesTodayAnswer, GateTodayItem, Presence } from "../api/types";
import { useFormat, useName, useNow, useTitle, useWords } from "../context";
import { hoursOf } from "../hours";
import { HourLegend, HourStrip } from "../parts/hourStrip";
import { PresenceMark } from "../parts/presence";
import { Empty, Loaded } from "../parts/problem";
import { go, route, withQuery } from "../route";
import { Icon } from "../shell/icons";
import { useChanges, useScope } from "../shell/scope";
import { useStore } from "../store";

const states: Presence[] = ["silent", "zero", "reporting", "known_off"];

/** Gates of an area by community, each with its day; those that are silent can be picked out. */
export function Gates() {
  const [words, name, scope, current] = [useWords(), useName(), useScope(), useStore(route)];
  const gates = useResource<GatesTodayAnswer>(query("/gates/today", { area: scope.area }), useChanges());
  const place = scope.place ? name(scope.place.name) : words.area.everything;
  useTitle(words.gates.title, place);
  return (
    <>
      <header class="page-top">
        <div>
          <h1>{words.gates.title}</h1>
          <p class="page-sub">{place}</p>
        </div>
        <HourLegend excluded={gates.data?.items.some((gate) => gate.excluded_hours.includes(true))} />
      </header>
      <Loaded of={gates}>
        {(data) => (data.items.length === 0 ? <Empty title={words.gates.empty} /> : <List data={data} state={current.query.get("state")} text={current.query.get("q") ?? ""} />)}
      </Loaded>
    </>
  );
}

function List({ data, state, text }: { data: GatesTodayAnswer; state: string | null; text: string }) {
  const [words, format, scope, current] = [useWords(), useFormat(), useScope(), useStore(route)];
  const wanted = text.trim().toLowerCase();
  const fits = (gate: GateTodayItem) =>
    [gate.gate, gate.name.zh, gate.name.en, scope.nameOf(gate.community)].some((one) => one.toLowerCase().includes(wanted));
  const found = data.items.filter((gate) => (!state || gate.presence === state) && fits(gate));
  const most = Math.max(1, ...data.items.flatMap((gate) => gate.hours.map((count) => count ?? 0)));
  // Where a gate is silent comes first.
  const troubled = new Set(found.filter((gate) => gate.presence === "silent").map((gate) => gate.community));
  const communities = [...new Set(found.map((gate) => gate.community))].sort((a, b) => Number(troubled.has(b)) - Number(troubled.has(a)));
  return (
    <>
      <div class="filters">
        <div class="choices" role="group" aria-label={words.gates.filter}>
          <Choice state={null} chosen={state} count={data.items.length} />
          {states.map((one) => (
            <Choice key={one} state={one} chosen={state} count={data.items.filter((gate) => gate.presence === one).length} />
          ))}
        </div>
        <label class="search">
          <Icon of="search" />
          <span class="visually-hidden">{words.gates.search}</span>
          <input type="search" value={text} placeholder={words.gates.search} onInput={(event) => go(withQuery(current, { q: event.currentTarget.value || null }), true)} />
        </label>
      </div>
      <p class="visually-hidden" role="status">
        {words.gates.count(format.count(found.length))}
      </p>
      {found.length === 0 && <Empty title={words.gates.none} />}
      <div class="gate-groups">
        {communities.map((community) => (
          <section key={community} class="panel gate-group" aria-labelledby={`c${community}`}>
            <h2 id={`c${community}`}>
              {scope.nameOf(community)}
              {scope.level !== "street" && scope.level !== "community" && <small>{scope.nameOf(community.slice(0, 9))}</small>}
            </h2>
            <ul>
              {found
                .filter((gate) => gate.community === community)
                .map((gate) => (
                  <Row key={gate.gate} gate={gate} start={data.start} most={most} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function Choice({ state, chosen, count }: { state: Presence | null; chosen: string | null; count: number }) {
  const [words, format, current] = [useWords(), useFormat(), useStore(route)];
  if (state !== null && count === 0 && chosen !== state) return null;
  return (
    <a class="choice" href={withQuery(current, { state })} aria-current={chosen === state ? "true" : undefined}>
      {state === null ? words.gates.all : words.presence[state]} <b>{format.count(count)}</b>
    </a>
  );
}

function Row({ gate, start, most }: { gate: GateTodayItem; start: string; most: number }) {
  const [words, format, name, now, scope] = [useWords(), useFormat(), useName(), useNow(), useScope()];
  return (
    <li class="gate-row">
      <div class="gate-name">
        <a href={scope.to("gates", [gate.gate])}>{name(gate.name)}</a>
        {gate.kind !== "pedestrian" && <small>{words.kind[gate.kind]}</small>}
      </div>
      <PresenceMark state={gate.presence} since={gate.since} />
      <p class="gate-counts">
        {gate.counts ? (
          <>
            {words.count.people(format.count(gate.counts.persons))}
            {gate.counts.screened_fevers > 0 && <span class="fever">{words.count.withFever(format.count(gate.counts.screened_fevers))}</span>}
          </>
        ) : (
          <span class="none">{gate.excluded_hours.includes(true) ? words.hours.notCounted : words.count.none}</span>
        )}
      </p>
      {gate.presence === "known_off" ? <p class="gate-closed">{gate.closed_for}</p> : <HourStrip hours={hoursOf(start, gate.hours, gate.fever_hours, now, gate.excluded_hours)} most={most} />}
    </li>
  );
}
