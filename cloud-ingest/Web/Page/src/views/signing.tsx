import { useState } from "preact/hooks";
import { ask, Trouble } from "../api/client";
import type { ReportIssue, ReportVersions } from "../api/types";
import { useFormat, useToday, useViewer, useWords } from "../context";
import { Dialog } from "../parts/dialog";
import { Icon } from "../shell/icons";
import { useStore } from "../store";
import { language } from "../words/words";

/** Who has signed the version that is shown, or the form to do so; a zero is confirmed in so many words. */
export function Signing({ data, reload }: { data: ReportVersions; reload: () => void }) {
  const [words, viewer, today] = [useWords(), useViewer(), useToday()];
  const issue = data.issues.find((one) => one.number === data.issue) ?? null;
  const last = issue !== null && issue.number === data.issues.length;
  const may = viewer.role !== "technician";
  return (
    <section class="panel signing" aria-labelledby="signing">
      <h2 id="signing">{words.report.sign}</h2>
      {issue?.signature && <Signed issue={issue} />}
      {data.published !== null ? <Public data={data} /> : may && issue?.signature && data.area.level === "district" && <Publish data={data} issue={issue} reload={reload} />}
      {!issue?.signature && (
        <p class="print-only sign-lines">
          <span>{words.report.signBoxName}</span>
          <span>{words.report.signBoxDate}</span>
        </p>
      )}
      {issue && !issue.signature && (may ? <SignForm key={issue.hash} data={data} issue={issue} reload={reload} /> : <p>{words.report.cannotSign}</p>)}
      {may && data.day < today && (!issue || (last && data.changes?.changed)) && <IssueForm data={data} reload={reload} />}
      {!issue && data.day >= today && <p class="hint">{words.report.dayNotOver}</p>}
    </section>
  );
}

function Signed({ issue }: { issue: ReportIssue }) {
  const [words, format] = [useWords(), useFormat()];
  const signature = issue.signature!;
  return (
    <div class="signed">
      <Icon of="check" size={26} />
      <div>
        <p>
          <strong>{words.report.signed(signature.name, format.dateTime(signature.signed_at))}</strong>
        </p>
        {signature.zero_confirmed && <p>{words.report.signedZero}</p>}
        {signature.note && <p class="page-sub">{signature.note}</p>}
        <p class="hint hash">{`${words.report.hash} ${issue.hash.slice(0, 16)}…`}</p>
      </div>
    </div>
  );
}

/** Where anyone may see the day. */
function Public({ data }: { data: ReportVersions }) {
  const [words, spoken] = [useWords(), useStore(language)];
  return (
    <p class="no-print">
      <a href={`/api/v1/public/reports/${data.area.code}/${data.day}/print?lang=${spoken}`} target="_blank" rel="noopener">
        {words.report.publicPage}
      </a>
    </p>
  );
}

/** Asked for once more, since it can't be taken back. */
function Publish({ data, issue, reload }: { data: ReportVersions; issue: ReportIssue; reload: () => void }) {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const { working, problem, act } = useAct(reload);
  return (
    <>
      <p class="no-print">
        <button class="button" type="button" aria-haspopup="dialog" onClick={() => setAsking(true)}>
          {words.report.publish}
        </button>
      </p>
      {asking && (
        <Dialog title={words.report.publish} onClose={() => setAsking(false)}>
          <div class="form">
            <p>{words.report.publishLead}</p>
            <p class="form-problem" role="alert">
              {problem}
            </p>
            <button
              class="button button-main"
              type="button"
              disabled={working}
              onClick={() => void act(() => ask(`/reports/${data.area.code}/${data.day}/issues/${issue.number}/publication`, { method: "POST" }))}
            >
              {words.report.publish}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function textOf(trouble: Trouble, words: ReturnType<typeof useWords>): string {
  return trouble.errors["zero"] ? words.report.signZeroMissing : words.state[trouble.kind === "signed_out" ? "unavailable" : trouble.kind].text;
}

/** Runs an act and tells what went wrong with it. */
function useAct(reload: () => void): { working: boolean; problem: string | null; setProblem: (problem: string | null) => void; act: (what: () => Promise<unknown>) => Promise<void> } {
  const words = useWords();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    working,
    problem,
    setProblem,
    act: async (what) => {
      setWorking(true);
      setProblem(null);
      try {
        await what();
        reload();
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        setProblem(textOf(error, words));
        if (error.kind === "conflict") reload();
      }
      setWorking(false);
    },
  };
}

function SignForm({ data, issue, reload }: { data: ReportVersions; issue: ReportIssue; reload: () => void }) {
  const [words, viewer] = [useWords(), useViewer()];
  const { working, problem, setProblem, act } = useAct(reload);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const zero = fields.get("zero") === "on";
    if (issue.zero_claimed && !zero) {
      setProblem(words.report.signZeroMissing);
      return;
    }
    const body = { hash: issue.hash, name: String(fields.get("name")).trim(), zero, ...(String(fields.get("note")).trim() ? { note: String(fields.get("note")).trim() } : {}) };
    void act(() => ask(`/reports/${data.area.code}/${data.day}/issues/${issue.number}/signature`, { method: "POST", body }));
  }

  return (
    <form class="form no-print" onSubmit={submit}>
      <p class="hint">{words.report.signLead}</p>
      {issue.zero_claimed && (
        <label class="check check-zero">
          <input type="checkbox" name="zero" />
          <span>{words.report.signZero}</span>
        </label>
      )}
      <div class="two">
        <label>
          {words.report.signName}
          <input name="name" required maxLength={64} defaultValue={viewer.name} autocomplete="name" />
        </label>
        <label>
          {words.report.signNote}
          <input name="note" maxLength={500} />
        </label>
      </div>
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <button class="button button-main" type="submit" disabled={working}>
        {working ? words.report.signing : issue.zero_claimed ? words.report.signZeroButton : words.report.signButton}
      </button>
    </form>
  );
}

function IssueForm({ data, reload }: { data: ReportVersions; reload: () => void }) {
  const words = useWords();
  const { working, problem, act } = useAct(reload);
  const number = data.issues.length + 1;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason") ?? "").trim();
    void act(() => ask(`/reports/${data.area.code}/${data.day}/issues`, { method: "POST", body: { number, ...(reason ? { reason } : {}) } }));
  }

  return (
    <form class="form reissue no-print" onSubmit={submit}>
      {number > 1 && (
        <label>
          {words.report.reason}
          <input name="reason" required maxLength={500} placeholder={words.report.reasonHint} />
        </label>
      )}
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <button class="button" type="submit" disabled={working}>
        {number > 1 ? words.report.reissue : words.report.issueNow}
      </button>
    </form>
  );
}
