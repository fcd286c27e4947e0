import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { ask, Trouble } from "../api/client";
import type { Resource } from "../api/resource";
import type { Exclusion, ExclusionPage } from "../api/types";
import { useFormat, useNow, useToday, useViewer, useWords } from "../context";
import { Dialog } from "../parts/dialog";
import { Problem } from "../parts/problem";
import { hourAt, momentOf } from "../time/zone";

/** Hours of a gate that are not counted; those who look after gates exclude and withdraw here. */
export function Exclusions({ id, excluded }: { id: string; excluded: Resource<ExclusionPage> }) {
  const [words, viewer] = [useWords(), useViewer()];
  const [excluding, setExcluding] = useState(false);
  const [withdrawn, setWithdrawn] = useState<Exclusion | null>(null);
  const may = viewer.role !== "official";
  const items = excluded.data?.items ?? [];
  if (items.length === 0 && !may && !excluded.trouble) return null;
  return (
    <section class="panel" aria-labelledby="excluded">
      <header class="panel-top">
        <h2 id="excluded">{words.exclusions.title}</h2>
        {may && (
          <button class="button no-print" type="button" aria-haspopup="dialog" onClick={() => setExcluding(true)}>
            {words.exclusions.exclude}
          </button>
        )}
      </header>
      {excluded.trouble && !excluded.data && <Problem trouble={excluded.trouble} again={excluded.reload} />}
      {excluded.data && items.length === 0 && <p class="hint">{words.exclusions.none}</p>}
      {items.length > 0 && (
        <ol class="course">
          {items.map((one) => (
            <Entry key={one.id} item={one} onWithdraw={may ? () => setWithdrawn(one) : null} />
          ))}
        </ol>
      )}
      {excluding && <Exclude gate={id} onClose={() => setExcluding(false)} onDone={excluded.reload} />}
      {withdrawn && <Withdraw item={withdrawn} onClose={() => setWithdrawn(null)} onDone={excluded.reload} />}
    </section>
  );
}

function Entry({ item, onWithdraw }: { item: Exclusion; onWithdraw: (() => void) | null }) {
  const [words, format, today] = [useWords(), useFormat(), useToday()];
  return (
    <li class={item.withdrawn_at ? "faint" : undefined}>
      <time>{format.stretch(item.from, item.to, today)}</time>
      <p class="note-text">{item.reason}</p>
      <p class="page-sub">{words.exclusions.by(item.excluded_by, format.dateTime(item.excluded_at, today))}</p>
      {item.withdrawn_at && <p class="note-text">{words.exclusions.withdrawn(item.withdrawn_by ?? "", format.dateTime(item.withdrawn_at, today), item.withdrawal_reason ?? "")}</p>}
      {!item.withdrawn_at && onWithdraw && (
        <button class="button no-print" type="button" aria-haspopup="dialog" onClick={onWithdraw}>
          {words.exclusions.withdraw}
        </button>
      )}
    </li>
  );
}

interface Closing {
  onClose: () => void;
  onDone: () => void;
}

function Exclude({ gate, onClose, onDone }: { gate: string } & Closing) {
  const [words, viewer, now] = [useWords(), useViewer(), useNow()];
  const last = hourAt(now, viewer.time_zone);
  const send = (fields: FormData) => {
    const at = (name: string) => momentOf(String(fields.get(name)), viewer.time_zone).toISOString();
    return ask("/exclusions", { method: "POST", body: { gate, from: at("from"), to: at("to"), reason: reasonOf(fields) } });
  };
  return (
    <Act title={words.exclusions.exclude} lead={words.exclusions.lead} done={words.exclusions.exclude} send={send} onClose={onClose} onDone={onDone}>
      <div class="two">
        <label>
          {words.exclusions.from}
          <input type="datetime-local" name="from" required step={3600} max={last} />
        </label>
        <label>
          {words.exclusions.to}
          <input type="datetime-local" name="to" required step={3600} max={last} />
        </label>
      </div>
    </Act>
  );
}

function Withdraw({ item, onClose, onDone }: { item: Exclusion } & Closing) {
  const [words, format, today] = [useWords(), useFormat(), useToday()];
  const send = (fields: FormData) => ask(`/exclusions/${item.id}/withdraw`, { method: "POST", body: { reason: reasonOf(fields) } });
  const lead = `${format.stretch(item.from, item.to, today)}：${item.reason}`;
  return <Act title={words.exclusions.withdraw} lead={lead} done={words.exclusions.withdraw} send={send} onClose={onClose} onDone={onDone} />;
}

function reasonOf(fields: FormData): string {
  return String(fields.get("reason") ?? "").trim();
}

/** A form with a reason; it stays open with what went wrong until it is done. */
function Act({ title, lead, done, send, onClose, onDone, children }: { title: string; lead: string; done: string; send: (fields: FormData) => Promise<unknown>; children?: ComponentChildren } & Closing) {
  const words = useWords();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    if (!reasonOf(fields)) {
      setProblem(words.exclusions.reasonMissing);
      return;
    }
    setWorking(true);
    setProblem(null);
    try {
      await send(fields);
      onDone();
      onClose();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      setProblem(error.kind === "invalid" ? words.exclusions.invalid : error.kind === "conflict" ? words.exclusions.conflict : words.state[error.kind === "signed_out" ? "unavailable" : error.kind].text);
      if (error.kind === "conflict") onDone();
      setWorking(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <p class="hint">{lead}</p>
        {children}
        <label>
          {words.exclusions.reason}
          <textarea name="reason" required maxLength={500} />
        </label>
        <p class="form-problem" role="alert">
          {problem}
        </p>
        <button class="button button-main" type="submit" disabled={working}>
          {working ? words.exclusions.working : done}
        </button>
      </form>
    </Dialog>
  );
}
