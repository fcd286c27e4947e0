import { query } from "../api/client";
import { useResource } from "../api/resource";
import { useFormat, useName, useTitle, useToday, useWords } from "../context";
import { Loaded, Skeleton } from "../parts/problem";
import { Icon } from "../shell/icons";
import { useChanges, useScope } from "../shell/scope";
import type { SignalItem, WarningDetailItem } from "../api/types";
import { plusDays } from "../time/zone";
import { leadingOf, timesUsual } from "../warnings";
import { Response } from "./response";
import { WarningChart } from "./warningChart";
import { WarningState, whereOf } from "./warnings";

/** One warning: why, its chart, and what people do about it. */
export function WarningPage({ id }: { id: string }) {
  const [words, scope] = [useWords(), useScope()];
  const warning = useResource<WarningDetailItem>(query(`/warnings/${encodeURIComponent(id)}`, {}), useChanges());
  useTitle(words.warnings.title, warning.data ? scope.nameOf(warning.data.area.code) : null);
  return (
    <>
      <p class="crumb">
        <a href={scope.to("warnings")}>
          <Icon of="back" size={16} /> {words.warnings.back}
        </a>
      </p>
      <Loaded of={warning} skeleton={<Skeleton lines={8} />}>
        {(data) => <Shown warning={data} reload={warning.reload} />}
      </Loaded>
    </>
  );
}

/** Of three days together the first: its fevers are among those that the warning is about. */
function firstLookedAt({ signals, day }: WarningDetailItem): string {
  const several = ["beta_binomial_three_days", "c3"].includes(leadingOf(signals)?.method ?? "");
  return several ? plusDays(day, -2) : day;
}

function Shown({ warning, reload }: { warning: WarningDetailItem; reload: () => void }) {
  const [words, format, name, scope, today] = [useWords(), useFormat(), useName(), useScope(), useToday()];
  const times = timesUsual(warning.signals);
  const isGate = warning.area.level === "gate";
  const area = isGate ? {} : { area: warning.area.code };
  return (
    <>
      <header class="page-top">
        <div>
          <h1>{name(warning.area.name, warning.area.code)}</h1>
          <p class="page-sub">
            {[whereOf(warning, words, scope), words.warnings.opened(format.dateTime(warning.opened_at, today)), warning.alarm_days > 1 && words.warnings.alarmDays(format.count(warning.alarm_days))]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        <WarningState state={warning.state} />
      </header>
      <section class="panel" aria-labelledby="why">
        <h2 id="why">{words.warnings.why}</h2>
        <p class="why-line">
          {name(warning.why)}
          {times !== null && <strong class="times">{words.warnings.times(String(times))}</strong>}
        </p>
        <WarningChart warning={warning} />
        <p class="look-links no-print">
          <a href={scope.to("screenings", [], { ...area, gate: isGate ? warning.area.code : null, outcome: "fever", from: firstLookedAt(warning), to: warning.last_alarm_day })}>{words.warnings.fevers}</a>
          <a href={isGate ? scope.to("gates", [warning.area.code]) : scope.to("gates", [], area)}>{words.warnings.gates}</a>
        </p>
        <Signals signals={warning.signals} />
      </section>
      <Response warning={warning} reload={reload} />
      {warning.related.length > 0 && (
        <section class="panel" aria-labelledby="related">
          <h2 id="related">{words.warnings.related}</h2>
          <ul class="plain-list">
            {warning.related.map((one) => (
              <li key={one.id}>
                <a href={scope.to("warnings", [String(one.id)])}>{one.area.level === "gate" ? words.overview.silentGate(name(one.area.name, one.area.code), scope.nameOf(one.area.place)) : name(one.area.name, one.area.code)}</a>{" "}
                <WarningState state={one.state} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function figure(value: number | null): string {
  return value === null ? "—" : Math.abs(value) >= 0.01 || value === 0 ? value.toFixed(2) : value.toExponential(1);
}

function Signals({ signals }: { signals: SignalItem[] }) {
  const words = useWords();
  return (
    <details class="more">
      <summary>{words.warnings.methods}</summary>
      <p class="hint">{words.warnings.methodsHelp}</p>
      <div class="wide">
        <table class="signals">
          <thead>
            <tr>
              <th scope="col">{words.warnings.method}</th>
              <th scope="col" class="number">
                {words.warnings.statistic}
              </th>
              <th scope="col" class="number">
                {words.warnings.threshold}
              </th>
              <th scope="col" class="number">
                {words.warnings.p}
              </th>
              <th scope="col">{words.warnings.alarm}</th>
            </tr>
          </thead>
          <tbody>
            {signals.map((signal) => (
              <tr key={signal.method}>
                <th scope="row">{words.warnings.names[signal.method]}</th>
                <td class="number">{figure(signal.statistic)}</td>
                <td class="number">{figure(signal.threshold)}</td>
                <td class="number">{figure(signal.p_value)}</td>
                <td>{signal.alarm ? <Icon of="check" size={18} /> : "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
