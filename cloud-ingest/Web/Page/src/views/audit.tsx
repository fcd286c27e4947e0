import { useState } from "preact/hooks";
import { ask, query, Trouble } from "../api/client";
import { useResource } from "../api/resource";
import type { AuditEntry, AuditPage } from "../api/types";
import { useFormat, useTitle, useToday, useViewer, useWords } from "../context";
import { Empty, Loaded, Problem } from "../parts/problem";
import { useScope } from "../shell/scope";
import { AuditDetail } from "./auditDetail";

const pageSize = 100;

/** Who looked at single screenings and who changed accounts, for administrators. */
export function Audit() {
  const [words, viewer, scope] = [useWords(), useViewer(), useScope()];
  const allowed = viewer.role === "administrator";
  const path = (cursor: string | null) => query("/audit", { code: scope.area, limit: pageSize, cursor });
  const first = useResource<AuditPage>(allowed ? path(null) : null);
  useTitle(words.audit.title);
  return (
    <>
      <header class="page-top">
        <div>
          <h1>{words.audit.title}</h1>
          <p class="page-sub">{words.audit.lead}</p>
        </div>
      </header>
      <section class="panel breakable">
        {!allowed && <Problem trouble={new Trouble("forbidden")} />}
        {allowed && <Loaded of={first}>{(data) => (data.items.length === 0 ? <Empty title={words.audit.none} /> : <Entries key={data.items[0]?.id} first={data} path={path} />)}</Loaded>}
      </section>
    </>
  );
}

function Entries({ first, path }: { first: AuditPage; path: (cursor: string | null) => string }) {
  const words = useWords();
  const [pages, setPages] = useState<AuditPage[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const all = [first, ...pages];
  const next = all[all.length - 1]!.next;

  async function more() {
    try {
      const page = await ask<AuditPage>(path(next));
      setPages((before) => [...before, page]);
      setTrouble(null);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      setTrouble(error);
    }
  }

  return (
    <>
      <table class="rows rows-audit">
        <thead>
          <tr>
            <th scope="col">{words.audit.time}</th>
            <th scope="col">{words.audit.who}</th>
            <th scope="col">{words.audit.act}</th>
            <th scope="col">{words.audit.area}</th>
          </tr>
        </thead>
        <tbody>
          {all
            .flatMap((page) => page.items)
            .map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
        </tbody>
      </table>
      {trouble && <Problem trouble={trouble} again={() => void more()} />}
      {next && !trouble && (
        <p class="load-more">
          <button class="button" type="button" onClick={() => void more()}>
            {words.audit.more}
          </button>
        </p>
      )}
    </>
  );
}

/** Programs, commands and the service itself are told apart from people. */
function whoOf(who: string, words: ReturnType<typeof useWords>): string {
  if (who === "service") return words.audit.service;
  const [kind, ...rest] = who.split(":");
  if (rest.length > 0 && kind === "token") return words.audit.program(rest.join(":"));
  return rest.length > 0 && kind === "command" ? words.audit.command(rest.join(":")) : who;
}

function Entry({ entry }: { entry: AuditEntry }) {
  const [words, format, scope, today] = [useWords(), useFormat(), useScope(), useToday()];
  const failed = entry.status !== null && entry.status >= 400;
  return (
    <tr>
      <th scope="row">{format.dateTime(entry.time, today)}</th>
      <td data-label={words.audit.who}>
        {whoOf(entry.who, words)}
        {entry.address && <small class="cell-note">{entry.address}</small>}
      </td>
      <td class="whole-row">
        {words.audit.acts[entry.act] ?? entry.act}
        {entry.rows !== null && <span class="tag">{words.audit.rows(format.count(entry.rows))}</span>}
        {failed && <span class="silent-tag">{words.audit.failed}</span>}
        {entry.detail !== entry.who && (
          <small class="cell-note">
            <AuditDetail text={entry.detail} />
          </small>
        )}
      </td>
      <td data-label={words.audit.area}>{entry.area === "all" ? words.area.everything : scope.nameOf(entry.area)}</td>
    </tr>
  );
}
