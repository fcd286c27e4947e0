import { useMemo } from "preact/hooks";
import { query } from "../api/client";
import { useResource } from "../api/resource";
import type { ExclusionPage, GatesTodayAnswer, GateTodayItem, TrendAnswer } from "../api/types";
import { Chart } from "../charts/chart";
import { hatching } from "../charts/style";
import { trendOption } from "../charts/trendOption";
import { useFormat, useName, useNow, useTitle, useToday, useViewer, useWords } from "../context";
import { hoursOf } from "../hours";
import { HourLegend } from "../parts/hourStrip";
import { PresenceMark } from "../parts/presence";
import { Empty, Loaded, Skeleton } from "../parts/problem";
import { WeekGrid } from "../parts/weekGrid";
import { Icon } from "../shell/icons";
import { useChanges, useScope } from "../shell/scope";
import { findGate } from "../areas";
import { presetPeriod } from "../time/period";
import { trendPath } from "../trend";
import { Exclusions } from "./exclusions";
import { GateHealth } from "./gateHealth";
import { textsOf } from "./trendChart";

/** One gate: how it is, its last seven days, what it measured. Single records are a look of their own, which is recorded. */
export function GatePage({ id }: { id: string }) {
  const [words, name, scope] = [useWords(), useName(), useScope()];
  const place = findGate(scope.tree, id);
  const gates = useResource<GatesTodayAnswer>(place ? query("/gates/today", { area: place.community }) : null, useChanges());
  const excluded = useResource<ExclusionPage>(place ? query("/exclusions", { area: id }) : null);
  useTitle(place ? name(place.gate.name) : words.gates.title, place ? scope.nameOf(place.community) : null);
  if (!place)
    return (
      <>
        <h1>{words.gates.title}</h1>
        <Empty title={words.gate.notFound} />
      </>
    );
  return (
    <>
      <p class="crumb">
        <a href={scope.to("gates")}>
          <Icon of="back" size={16} /> {words.gates.title}
        </a>
      </p>
      <header class="page-top">
        <div>
          <h1>{name(place.gate.name)}</h1>
          <p class="page-sub">{`${scope.nameOf(place.community.slice(0, 9))} › ${scope.nameOf(place.community)}`}</p>
        </div>
        <Looks id={id} />
      </header>
      <Loaded of={gates}>
        {(data) => {
          const gate = data.items.find((one) => one.gate === id);
          return gate ? (
            <>
              <Facts gate={gate} />
              {gate.health && <GateHealth health={gate.health} />}
            </>
          ) : (
            <Empty title={words.gate.notFound} />
          );
        }}
      </Loaded>
      <Week id={id} excluded={excluded.data} />
      <Temperatures id={id} />
      <Exclusions id={id} excluded={excluded} />
    </>
  );
}

function Looks({ id }: { id: string }) {
  const [words, viewer, scope] = [useWords(), useViewer(), useScope()];
  if (viewer.role === "technician") return null;
  return (
    <p class="look-note">
      <a class="button" href={scope.to("screenings", [], { gate: id, period: "today" })}>
        <Icon of="screenings" size={18} /> {words.gate.screenings}
      </a>
      <small>{words.gate.screeningsNote}</small>
    </p>
  );
}

function Facts({ gate }: { gate: GateTodayItem }) {
  const [words, format, now] = [useWords(), useFormat(), useNow()];
  return (
    <dl class="figures figures-gate">
      <div>
        <dt>{words.gates.state}</dt>
        <dd>
          <strong class="figure-word">
            <PresenceMark state={gate.presence} since={gate.since} />
          </strong>
          <small>{gate.closed_for ?? (gate.last_seen ? words.gates.lastSeen(format.since(gate.last_seen, now)) : "")}</small>
        </dd>
      </div>
      <div>
        <dt>{words.overview.passages}</dt>
        <dd>
          <strong>{gate.counts ? format.count(gate.counts.persons) : <span class="none">{words.count.none}</span>}</strong>
          {gate.counts && <small>{`${words.count.inward} ${format.count(gate.counts.inward)} · ${words.count.outward} ${format.count(gate.counts.outward)}`}</small>}
          {gate.excluded_hours.includes(true) && <small>{words.hours.withoutHours(format.count(gate.excluded_hours.filter(Boolean).length))}</small>}
        </dd>
      </div>
      <div>
        <dt>{words.count.fevers}</dt>
        <dd>
          <strong class={gate.counts?.screened_fevers ? "fever" : ""}>{gate.counts ? format.count(gate.counts.screened_fevers) : "—"}</strong>
          {gate.counts && <small>{words.overview.confirmed(format.count(gate.counts.confirmed_fevers))}</small>}
        </dd>
      </div>
      <div>
        <dt>{words.gate.kind}</dt>
        <dd>
          <strong class="figure-word">{words.kind[gate.kind]}</strong>
          <small>{[gate.gate, gate.software && `${words.gates.software} ${gate.software}`].filter(Boolean).join(" · ")}</small>
        </dd>
      </div>
    </dl>
  );
}

function Week({ id, excluded }: { id: string; excluded: ExclusionPage | null }) {
  const [words, now, today, viewer] = [useWords(), useNow(), useToday(), useViewer()];
  const hours = useResource<TrendAnswer>(trendPath("gate", id, "hour", presetPeriod("7d", today), viewer.time_zone), useChanges());
  const standing = excluded?.items.filter((item) => item.withdrawn_at === null) ?? [];
  const isExcluded = (start: string) => standing.some((item) => Date.parse(item.from) <= Date.parse(start) && Date.parse(start) < Date.parse(item.to));
  return (
    <section class="panel" aria-labelledby="week">
      <header class="panel-top">
        <h2 id="week">{words.gate.lastWeek}</h2>
        <HourLegend excluded={standing.length > 0} />
      </header>
      <Loaded of={hours} skeleton={<Skeleton tall="strip" />}>
        {(data) => {
          const points = data.series[0]?.points ?? [];
          if (points.length === 0) return <Empty title={words.trends.none} />;
          const told = hoursOf(points[0]!.start, points.map((point) => (point.state === "silent" ? null : point.persons)), points.map((point) => point.fever), now, points.map((point) => isExcluded(point.start)));
          return <WeekGrid hours={told} label={words.gate.lastWeekLabel} />;
        }}
      </Loaded>
    </section>
  );
}

function Temperatures({ id }: { id: string }) {
  const [words, format, now, today, viewer] = [useWords(), useFormat(), useNow(), useToday(), useViewer()];
  const days = useResource<TrendAnswer>(trendPath("gate", id, "day", presetPeriod("30d", today), viewer.time_zone));
  const points = days.data?.series[0]?.points;
  const option = useMemo(() => {
    if (!points) return null;
    const texts = textsOf(points, "day", "body", words, format, viewer.time_zone);
    return trendOption([{ key: id, name: words.trends.measures.body, points, other: false, colour: 0 }], "body", texts, now, hatching());
  }, [points, words, format, viewer, now, id]);
  return (
    <section class="panel" aria-labelledby="temperatures">
      <h2 id="temperatures">{words.gate.temperatures}</h2>
      <Loaded of={days} skeleton={<Skeleton tall="chart" />}>
        {() => (option && points?.some((point) => point.body_median_c != null) ? (
            <>
              <Chart option={option} label={words.gate.temperatures} />
              <p class="hint">{words.gate.temperaturesHelp}</p>
            </>
          ) : (
            <Empty title={words.trends.none} />
          ))
        }
      </Loaded>
    </section>
  );
}
