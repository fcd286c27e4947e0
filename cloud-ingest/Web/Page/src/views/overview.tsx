import { useResource } from "../api/resource";
import { query } from "../api/client";
import type { GatesTodayAnswer, OverviewAnswer } from "../api/types";
import { useFormat, useName, useNow, useTitle, useWords } from "../context";
import { hoursOf, type Hour } from "../hours";
import { HourBars, HourTable } from "../parts/hourBars";
import { Loaded, Skeleton } from "../parts/problem";
import { useChanges, useScope } from "../shell/scope";
import { openWarnings, type WarningPage } from "../warnings";
import { Attention } from "./attention";
import { Parts } from "./overviewParts";

/** An area today: the figures, what needs somebody, the hours, and the parts. */
export function Overview() {
  const [words, format, name, scope] = [useWords(), useFormat(), useName(), useScope()];
  const today = useResource<OverviewAnswer>(query("/overview", { area: scope.area }), useChanges());
  const place = scope.place ? name(scope.place.name) : words.area.everything;
  useTitle(words.overview.title, place);
  return (
    <>
      <header class="page-top">
        <div>
          <h1>{place}</h1>
          <p class="page-sub">
            {words.overview.title}
            {today.data && ` · ${format.day(today.data.day)}`}
          </p>
        </div>
      </header>
      <Loaded of={today} skeleton={<Skeleton tall="strip" />}>
        {(data) => <Figures data={data} />}
      </Loaded>
      <div class="columns">
        <section class="panel" aria-labelledby="by-hour">
          <h2 id="by-hour">{words.overview.byHour}</h2>
          <Hours />
        </section>
        <section class="panel" aria-labelledby="attention">
          <h2 id="attention">{words.overview.attention}</h2>
          <Loaded of={today}>{(data) => <Attention today={data} />}</Loaded>
        </section>
      </div>
      <Loaded of={today}>{(data) => (data.parts.length > 0 ? <Parts of={data.parts} /> : <></>)}</Loaded>
    </>
  );
}

function Figures({ data }: { data: OverviewAnswer }) {
  const [words, format, scope] = [useWords(), useFormat(), useScope()];
  const { counts, gates } = data;
  return (
    <>
      <dl class="figures">
        <div>
          <dt>{words.overview.passages}</dt>
          <dd>
            <strong>{counts ? format.count(counts.persons) : <span class="none">{words.count.none}</span>}</strong>
            {counts && <small>{`${words.count.manual} ${format.count(counts.manual)}`}</small>}
          </dd>
        </div>
        <div>
          <dt>{words.overview.fevers}</dt>
          <dd>
            {counts ? (
              <>
                <a class={counts.screened_fevers > 0 ? "fever" : ""} href={scope.to("screenings", [], { outcome: "fever", period: "today" })} title={words.overview.lookFevers}>
                  <strong>{format.count(counts.screened_fevers)}</strong>
                </a>
                <small>{words.overview.confirmed(format.count(counts.confirmed_fevers))}</small>
              </>
            ) : (
              <strong class="none">{words.count.none}</strong>
            )}
          </dd>
        </div>
        <div title={words.count.rangeHelp}>
          <dt>{words.overview.rate}</dt>
          <dd>
            <strong>{data.fever_rate === null ? <span class="none">—</span> : format.rate(data.fever_rate)}</strong>
            {data.fever_rate !== null && <small>{words.overview.likely(format.range(data.fever_rate_low, data.fever_rate_high))}</small>}
          </dd>
        </div>
        <div>
          <dt>{words.overview.gates}</dt>
          <dd>
            <a href={scope.to("gates")}>
              <strong>
                {format.count(gates.reporting + gates.zero)}
                <span class="of">{` / ${format.count(gates.expected)}`}</span>
              </strong>
            </a>
            <small>
              {gates.silent > 0 ? <span class="silent-word">{words.overview.gatesSilent(format.count(gates.silent))}</span> : words.overview.gatesAll}
              {gates.known_off > 0 && ` · ${words.overview.gatesOff(format.count(gates.known_off))}`}
            </small>
          </dd>
        </div>
        <OpenWarnings />
      </dl>
      {!counts && (
        <p class="note" role="status">
          {words.overview.nothingYet}
        </p>
      )}
    </>
  );
}

function OpenWarnings() {
  const [words, format, scope] = [useWords(), useFormat(), useScope()];
  const warnings = useResource<WarningPage>(openWarnings(scope.area), useChanges());
  const count = warnings.data?.items.length ?? 0;
  return (
    <div>
      <dt>{words.overview.warnings}</dt>
      <dd>
        <a class={count > 0 ? "fever" : ""} href={scope.to("warnings")}>
          <strong>{warnings.data ? `${format.count(count)}${warnings.data.next ? "+" : ""}` : "—"}</strong>
        </a>
        {warnings.data && <small>{count > 0 ? words.overview.look : words.overview.warningsNone}</small>}
      </dd>
    </div>
  );
}

/** Of all gates together an hour is silent only when none has told it. */
function Hours() {
  const [words, format, scope, now] = [useWords(), useFormat(), useScope(), useNow()];
  const gates = useResource<GatesTodayAnswer>(query("/gates/today", { area: scope.area }), useChanges());
  return (
    <Loaded of={gates} skeleton={<Skeleton tall="chart" />}>
      {(data) => {
        const hours = together(data, now);
        const total = (of: (hour: Hour) => number | null) => format.count(hours.reduce((sum, hour) => sum + (of(hour) ?? 0), 0));
        const label = words.overview.byHourLabel(total((hour) => hour.persons), total((hour) => hour.fevers));
        return (
          <>
            <HourBars hours={hours} label={label} />
            <HourTable hours={hours} label={words.overview.byHour} />
          </>
        );
      }}
    </Loaded>
  );
}

function together(data: GatesTodayAnswer, now: Date): Hour[] {
  const length = data.items[0]?.hours.length ?? 24;
  const sum = (of: (gate: GatesTodayAnswer["items"][number]) => (number | null)[]) =>
    Array.from({ length }, (_, hour) => {
      const told = data.items.map((gate) => of(gate)[hour] ?? null).filter((count): count is number => count !== null);
      return told.length === 0 ? null : told.reduce((one, other) => one + other, 0);
    });
  return hoursOf(data.start, sum((gate) => gate.hours), sum((gate) => gate.fever_hours), now);
}
