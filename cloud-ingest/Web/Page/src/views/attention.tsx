import { query } from "../api/client";
import { useResource, type Resource } from "../api/resource";
import type { OverviewAnswer, ReportList, WarningItem, WarningPage } from "../api/types";
import { useFormat, useName, useWords } from "../context";
import { PresenceMark } from "../parts/presence";
import { Skeleton } from "../parts/problem";
import { Icon } from "../shell/icons";
import { useChanges, useScope } from "../shell/scope";
import { plusDays } from "../time/zone";
import { leadingOf } from "../warnings";
import { usual } from "./warnings";

/** Beyond these, the list of all of them is a step away. */
const mostGates = 5;

const mostWarnings = 5;

/** What somebody should look at now: warnings, yesterday's report, silent gates. */
export function Attention({ today, warnings }: { today: OverviewAnswer; warnings: Resource<WarningPage> }) {
  const [words, format, name, scope] = [useWords(), useFormat(), useName(), useScope()];
  const changes = useChanges();
  const yesterday = plusDays(today.day, -1);
  const reports = useResource<ReportList>(scope.area ? query("/reports", { area: scope.area, from: yesterday, to: yesterday, limit: 500 }) : null, changes);
  const report = reports.data?.items.find((one) => one.area === scope.area);
  const unsigned = report && !report.signature ? report : null;
  const reasonOf = (warning: WarningItem) => {
    const leading = leadingOf(warning.signals);
    if (!leading || leading.observed === null || leading.expected === null) return name(warning.why);
    const several = leading.method === "beta_binomial_three_days";
    return (several ? words.warnings.observedThreeDays : words.warnings.observed)(format.count(leading.observed), usual(format.locale, leading.expected));
  };
  const open = warnings.data?.items.filter((warning) => warning.state === "open").slice(0, mostWarnings) ?? [];
  const silent = today.silent_gates.slice(0, mostGates);
  // What could not be asked is not said to be fine.
  const unknown = (!warnings.data && !!warnings.trouble) || (!reports.data && !!reports.trouble);
  const waiting = (!warnings.data && warnings.loading) || (!reports.data && reports.loading);
  if (open.length === 0 && !unsigned && silent.length === 0 && waiting) return <Skeleton lines={2} />;
  if (open.length === 0 && !unsigned && silent.length === 0 && !unknown)
    return (
      <p class="calm">
        <Icon of="check" size={22} /> {words.overview.attentionNone}
      </p>
    );
  return (
    <ul class="attention">
      {unknown && (
        <li>
          <Icon of="alert" />
          <p>{words.overview.attentionUnknown}</p>
        </li>
      )}
      {open.map((warning) => (
        <li key={warning.id} class="attention-warning">
          <Icon of="warnings" />
          <a href={scope.to("warnings", [String(warning.id)])}>
            <strong>{words.overview.warningOpen(`${warning.area.level === "gate" ? `${scope.nameOf(warning.area.place)} ` : ""}${name(warning.area.name, warning.area.code)}`)}</strong>
            <small>{`${format.day(warning.last_alarm_day, { today: today.day })} · ${reasonOf(warning)}`}</small>
          </a>
        </li>
      ))}
      {unsigned && (
        <li class="attention-report">
          <Icon of="reports" />
          <a href={scope.to("reports", [yesterday])}>
            <strong>{unsigned.zero_claimed ? words.overview.reportUnsignedZero(format.day(yesterday, { today: today.day })) : words.overview.reportUnsigned(format.day(yesterday, { today: today.day }))}</strong>
            <small>{words.overview.reportSign}</small>
          </a>
        </li>
      )}
      {waiting && (
        <li>
          <span />
          <Skeleton lines={1} />
        </li>
      )}
      {silent.map((gate) => (
        <li key={gate.gate} class="attention-silent">
          <Icon of="gates" />
          <a href={scope.to("gates", [gate.gate])}>
            <strong>{words.overview.silentGate(name(gate.name), scope.nameOf(gate.community))}</strong>
            <small>
              <PresenceMark state="silent" since={gate.since} />
            </small>
          </a>
        </li>
      ))}
      {today.gates.silent > mostGates && (
        <li>
          <span />
          <a href={scope.to("gates", [], { state: "silent" })}>{words.overview.moreSilent(format.count(today.gates.silent - mostGates))}</a>
        </li>
      )}
    </ul>
  );
}
