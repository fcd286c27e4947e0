import { useResource } from "../api/resource";
import { query } from "../api/client";
import type { OverviewAnswer, WarningPage } from "../api/types";
import { useFormat, useName, useNow, useTitle, useWords } from "../context";
import { hoursOf, spansOf, type Hour } from "../hours";
import { HourBars, HourTable } from "../parts/hourBars";
import { Loaded, Skeleton } from "../parts/problem";
import { useChanges, useScope } from "../shell/scope";
import { unclosedWarnings } from "../warnings";
import { Attention } from "./attention";
import { Parts } from "./overviewParts";

/** An area today: the figures, what needs somebody, the hours, and the parts. */
export function Overview() {
  const [words, format, name, scope, changes] = [useWords(), useFormat(), useName(), useScope(), useChanges()];
  const today = useResource<OverviewAnswer>(query("/overview", { area: scope.area }), changes);
  const warnings = useResource<WarningPage>(unclosedWarnings(scope.area), changes);
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
      <Loaded of={today} skeleton={<Waiting />}>
        {(data) => (
          <>
            <Figures data={data} warnings={warnings.data} />
            <div class="columns columns-today">
              <section class="panel" aria-labelledby="by-hour">
                <h2 id="by-hour">{words.overview.byHour}</h2>
                <Hours data={data} />
              </section>
              <section class="panel" aria-labelledby="attention">
                <h2 id="attention">{words.overview.attention}</h2>
                <Attention today={data} warnings={warnings} />
              </section>
              {data.parts.length > 0 && <Parts of={data.parts} />}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function Waiting() {
  return (
    <>
      <Skeleton tall="strip" />
      <Skeleton tall="chart" />
    </>
  );
}

function Figures({ data, warnings }: { data: OverviewAnswer; warnings: WarningPage | null }) {
  const [words, format, scope] = [useWords(), useFormat(), useScope()];
  const { counts, gates } = data;
  return (
    <>
      <dl class="figures">
        <div>
          <dt>{words.overview.passages}</dt>
          <dd>
            <strong>{counts ? format.count(counts.persons) : <span class="none">{words.count.none}</span>}</strong>
            {counts && <small>{words.overview.manual(format.count(counts.manual))}</small>}
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
              {gates.silent > 0 ? <span class="silent-word">{words.overview.gatesSilent(format.count(gates.silent))}</span> : gates.expected > 0 ? words.overview.gatesAll : words.overview.gatesNone}
              {gates.known_off > 0 && ` · ${words.overview.gatesOff(format.count(gates.known_off))}`}
            </small>
          </dd>
        </div>
        <OpenWarnings page={warnings} />
      </dl>
      {!counts && gates.excluded === 0 && (
        <p class="note" role="status">
          {words.overview.nothingYet}
        </p>
      )}
      <NotCounted data={data} />
    </>
  );
}

/** Beyond these, gates are counted only. */
const mostNotCounted = 4;

/** Which hours of which gates are left out of all that is shown of today. */
function NotCounted({ data }: { data: OverviewAnswer }) {
  const [words, format, name, scope] = [useWords(), useFormat(), useName(), useScope()];
  const more = data.gates.excluded - mostNotCounted;
  if (data.excluded_gates.length === 0) return null;
  return (
    <div class="note note-quiet not-counted">
      <p>{words.overview.notCounted}</p>
      <ul>
        {data.excluded_gates.slice(0, mostNotCounted).map((gate) => (
          <li key={gate.gate}>
            <a href={scope.to("gates", [gate.gate])}>{words.overview.silentGate(name(gate.name), scope.nameOf(gate.community))}</a>{" "}
            {spansOf(gate.hours)
              .map((span) => format.hours(span.from, span.to))
              .join(words.language.name === "中文" ? "、" : ", ")}
          </li>
        ))}
        {more > 0 && <li>{words.overview.notCountedMore(format.count(more))}</li>}
      </ul>
    </div>
  );
}

function OpenWarnings({ page }: { page: WarningPage | null }) {
  const [words, format, scope] = [useWords(), useFormat(), useScope()];
  const count = page?.items.filter((warning) => warning.state === "open").length ?? 0;
  const inHand = (page?.items.length ?? 0) - count;
  return (
    <div>
      <dt>{words.overview.warnings}</dt>
      <dd>
        <a class={count > 0 ? "fever" : ""} href={scope.to("warnings")}>
          <strong>{page ? `${format.count(count)}${page.next ? "+" : ""}` : "—"}</strong>
        </a>
        {page && <small>{inHand > 0 ? words.overview.warningsInHand(format.count(inHand)) : count > 0 ? words.overview.look : words.overview.warningsNone}</small>}
      </dd>
    </div>
  );
}

/** Of all gates together an hour is silent or excluded only when none has told it that counts. */
function Hours({ data }: { data: OverviewAnswer }) {
  const [words, format, now] = [useWords(), useFormat(), useNow()];
  const hours = hoursOf(data.start, data.hours, data.fever_hours, now, data.excluded_hours.map((gates) => gates > 0));
  const total = (of: (hour: Hour) => number | null) => format.count(hours.reduce((sum, hour) => sum + (of(hour) ?? 0), 0));
  return (
    <>
      <HourBars hours={hours} label={words.overview.byHourLabel(total((hour) => hour.persons), total((hour) => hour.fevers))} />
      <HourTable hours={hours} label={words.overview.byHour} />
    </>
  );
}
