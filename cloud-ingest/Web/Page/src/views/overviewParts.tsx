import { useState } from "preact/hooks";
import type { OverviewPart } from "../api/types";
import { useFormat, useName, useWords } from "../context";
import { rateScale, RateRange } from "../parts/rate";
import { useScope } from "../shell/scope";

const orders = ["name", "fevers", "rate", "silent"] as const;

type Order = (typeof orders)[number];

function sorted(parts: OverviewPart[], by: Order): OverviewPart[] {
  const key = (part: OverviewPart) =>
    by === "fevers" ? (part.counts?.screened_fevers ?? -1) : by === "rate" ? (part.fever_rate ?? -1) : by === "silent" ? part.gates.silent : 0;
  return [...parts].sort((a, b) => key(b) - key(a) || a.code.localeCompare(b.code));
}

/** Streets of a district or communities of a street, today. */
export function Parts({ of }: { of: OverviewPart[] }) {
  const [words, format, name, scope] = [useWords(), useFormat(), useName(), useScope()];
  const [order, setOrder] = useState<Order>("name");
  const most = rateScale(of.map((part) => part.fever_rate_high));
  const level = of[0]!.level;
  return (
    <section class="panel" aria-labelledby="parts">
      <header class="panel-top">
        <h2 id="parts">{level === "gate" ? "" : words.overview.parts[level]}</h2>
        <label class="inline">
          <span>{words.overview.sortLabel}</span>
          <select value={order} onChange={(event) => setOrder(event.currentTarget.value as Order)}>
            {orders.map((one) => (
              <option key={one} value={one}>
                {words.overview.sort[one]}
              </option>
            ))}
          </select>
        </label>
      </header>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.overview.part}</th>
            <th scope="col" class="number">
              {words.count.persons}
            </th>
            <th scope="col" class="number">
              {words.count.fevers}
            </th>
            <th scope="col" class="rate-column">
              {words.count.rate}
            </th>
            <th scope="col" class="number">
              {words.count.gates}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted(of, order).map((part) => (
            <tr key={part.code}>
              <th scope="row">
                <a href={scope.to("overview", [], { area: part.code })}>{name(part.name)}</a>
              </th>
              <td class="number" data-label={words.count.persons}>
                {part.counts ? format.count(part.counts.persons) : <span class="none">{words.count.none}</span>}
              </td>
              <td class={`number${part.counts?.screened_fevers ? " fever" : ""}`} data-label={words.count.fevers}>
                {part.counts ? format.count(part.counts.screened_fevers) : "—"}
              </td>
              <td class="rate-column" data-label={words.count.rate}>
                <RateRange rate={part.fever_rate} low={part.fever_rate_low} high={part.fever_rate_high} most={most} />
              </td>
              <td class="number" data-label={words.count.gates}>
                {`${format.count(part.gates.reporting + part.gates.zero)} / ${format.count(part.gates.expected)}`}
                <span class="part-tags">
                  {part.gates.silent > 0 && <span class="silent-tag">{words.overview.gatesSilent(format.count(part.gates.silent))}</span>}
                  {part.gates.excluded > 0 && <span class="excluded-tag">{words.overview.gatesExcluded(format.count(part.gates.excluded))}</span>}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
