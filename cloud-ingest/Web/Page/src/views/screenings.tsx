import { useEffect, useState } from "preact/hooks";
import { ask, query, Trouble } from "../api/client";
import type { ScreeningItem, ScreeningOutcome, ScreeningPage } from "../api/types";
import { findGate } from "../areas";
import { useFormat, useName, useTitle, useToday, useViewer, useWords } from "../context";
import { PeriodDialog } from "../parts/periodDialog";
import { Empty, Problem, Skeleton } from "../parts/problem";
import { go, route, withQuery } from "../route";
import { lost } from "../session";
import { Icon } from "../shell/icons";
import { useScope } from "../shell/scope";
import { useStore } from "../store";
import { periodOf, presets, queryOf, type Period } from "../time/period";

const outcomes: ScreeningOutcome[] = ["fever", "normal", "retry", "manual"];

const pageSize = 100;

/** Single screenings of an area or a gate. Each look at them is recorded, and this says so. */
export function Screenings() {
  const [words, format, name, scope, today, viewer, current] = [useWords(), useFormat(), useName(), useScope(), useToday(), useViewer(), useStore(route)];
  const { period, preset } = periodOf(current.query, today, "today");
  const gate = current.query.get("gate");
  const outcome = outcomes.find((one) => one === current.query.get("outcome")) ?? null;
  const place = gate ? findGate(scope.tree, gate) : null;
  const where = gate ? `${place ? `${scope.nameOf(place.community)} ${name(place.gate.name)}` : gate}` : scope.place ? name(scope.place.name) : words.area.everything;
  const [choosing, setChoosing] = useState(false);
  useTitle(words.screenings.title, where);
  const filter = { area: gate ?? scope.area, outcome, order: "newest", ...queryOf(period, viewer.time_zone) };
  return (
    <>
      <header class="page-top">
        <div>
          <h1>{words.screenings.title}</h1>
          <p class="page-sub">{where}</p>
        </div>
      </header>
      <p class="note note-quiet">
        <Icon of="audit" size={18} /> {words.screenings.audited}
      </p>
      <div class="controls">
        <div class="control-row">
          <div class="choices" role="group" aria-label={words.trends.period}>
            {presets.slice(0, 4).map((one) => (
              <a key={one} class="choice" href={withQuery(current, { period: one, from: null, to: null })} aria-current={preset === one ? "true" : undefined}>
                {words.trends.presets[one]}
              </a>
            ))}
            <button class="choice" type="button" aria-pressed={preset === null} aria-haspopup="dialog" onClick={() => setChoosing(true)}>
              {preset === null ? `${format.day(period.first, { today })} – ${format.day(period.last, { today })}` : words.trends.presets.custom}
            </button>
          </div>
          <div class="choices" role="group" aria-label={words.screenings.outcome}>
            <a class="choice" href={withQuery(current, { outcome: null })} aria-current={outcome === null ? "true" : undefined}>
              {words.screenings.anyOutcome}
            </a>
            {outcomes.map((one) => (
              <a key={one} class="choice" href={withQuery(current, { outcome: one })} aria-current={outcome === one ? "true" : undefined}>
                {words.screenings.outcomes[one]}
              </a>
            ))}
          </div>
        </div>
      </div>
      <Records key={JSON.stringify(filter)} filter={filter} />
      {choosing && <PeriodDialog period={period} onClose={() => setChoosing(false)} onChoose={(chosen: Period) => (setChoosing(false), go(withQuery(current, { period: null, from: chosen.first, to: chosen.last })))} />}
    </>
  );
}

type Filter = Record<string, string | null>;

function Records({ filter }: { filter: Filter }) {
  const [words, format] = [useWords(), useFormat()];
  const [items, setItems] = useState<ScreeningItem[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [loading, setLoading] = useState(false);

  async function load(cursor: string | null, signal?: AbortSignal) {
    setLoading(true);
    setTrouble(null);
    try {
      const page = await ask<ScreeningPage>(query("/screenings", { ...filter, limit: pageSize, cursor }), signal ? { signal } : {});
      setItems((before) => [...(cursor ? (before ?? []) : []), ...page.items]);
      setNext(page.next);
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof Trouble)) throw error;
      if (error.kind === "signed_out") lost();
      setTrouble(error);
    }
    setLoading(false);
  }

  useEffect(() => {
    const abort = new AbortController();
    void load(null, abort.signal);
    return () => abort.abort();
  }, []);

  if (items === null) return trouble ? <Problem trouble={trouble} again={() => void load(null)} /> : <Skeleton lines={8} />;
  return (
    <section class="panel breakable">
      <header class="panel-top">
        <p class="page-sub" role="status">
          {words.screenings.shown(format.count(items.length))}
        </p>
        <a class="look no-print" href={query("/api/v1/screenings/csv", filter)} download>
          <Icon of="download" size={16} /> {words.screenings.csv}
        </a>
      </header>
      {items.length === 0 ? <Empty title={words.screenings.none} /> : <Table items={items} />}
      {trouble && <Problem trouble={trouble} again={() => void load(next)} />}
      {next && !trouble && (
        <p class="load-more">
          <button class="button" type="button" disabled={loading} onClick={() => void load(next)}>
            {loading ? words.state.loading : words.screenings.more}
          </button>
        </p>
      )}
    </section>
  );
}

function Table({ items }: { items: ScreeningItem[] }) {
  const words = useWords();
  return (
    <table class="rows rows-screenings">
      <thead>
        <tr>
          <th scope="col">{words.screenings.time}</th>
          <th scope="col">{words.screenings.gate}</th>
          <th scope="col">{words.screenings.outcome}</th>
          <th scope="col" class="number">
            {words.screenings.body}
          </th>
          <th scope="col" class="number">
            {words.screenings.surface}
          </th>
          <th scope="col" class="number">
            {words.screenings.ambient}
          </th>
          <th scope="col">{words.screenings.reason}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={`${item.gate} ${item.stream} ${item.seq}`} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ item }: { item: ScreeningItem }) {
  const [words, format, name, scope, today] = [useWords(), useFormat(), useName(), useScope(), useToday()];
  const gate = findGate(scope.tree, item.gate);
  const remarks = [
    words.screenings.reasons[item.reason],
    item.quality === "indicative" && words.screenings.qualities.indicative,
    item.excluded && words.screenings.excluded,
    item.maintenance && words.screenings.maintenance,
  ].filter(Boolean);
  return (
    <tr class={item.excluded || item.maintenance ? "faint" : undefined}>
      <th scope="row">{`${format.dateTime(item.time, today).replace(/ \d\d:\d\d$/, "")} ${format.seconds(item.time)}`}</th>
      <td class="whole-row">
        <a href={scope.to("gates", [item.gate])}>{gate ? `${scope.nameOf(item.community)} ${name(gate.gate.name)}` : item.gate}</a>
      </td>
      <td data-label={words.screenings.outcome}>
        <span class={`outcome outcome-${item.outcome}`}>{words.screenings.outcomes[item.outcome]}</span>
      </td>
      <td class={`number${item.outcome === "fever" ? " fever" : ""}`} data-label={words.screenings.body}>
        {format.celsius(item.body_c)}
      </td>
      <td class="number" data-label={words.screenings.surface}>
        {format.celsius(item.surface_c)}
      </td>
      <td class="number" data-label={words.screenings.ambient}>
        {format.celsius(item.air_c ?? item.ambient_c)}
      </td>
      <td class="whole-row remarks">{remarks.join(words.language.name === "中文" ? "；" : "; ")}</td>
    </tr>
  );
}
