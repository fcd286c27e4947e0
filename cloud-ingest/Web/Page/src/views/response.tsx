import { useState } from "preact/hooks";
import { ask, Trouble } from "../api/client";
import { useFormat, useToday, useViewer, useWords } from "../context";
import type { WarningDetail } from "../warnings";

/** What has been done about a warning, and what can be done next: take in hand, note, close. */
export function Response({ warning, reload }: { warning: WarningDetail; reload: () => void }) {
  const [words, viewer] = [useWords(), useViewer()];
  const may = viewer.role !== "technician";
  return (
    <section class="panel" aria-labelledby="response">
      <h2 id="response">{words.warnings.response}</h2>
      <Course warning={warning} />
      {!may && warning.state !== "closed" && <p class="hint">{words.warnings.cannotAct}</p>}
      {may && warning.state !== "closed" && <Acts key={`${warning.state} ${warning.notes.length}`} warning={warning} reload={reload} />}
    </section>
  );
}

function Course({ warning }: { warning: WarningDetail }) {
  const [words, format, today] = [useWords(), useFormat(), useToday()];
  return (
    <ol class="course">
      <li>
        <time>{format.dateTime(warning.opened_at, today)}</time>
        <p>{words.warnings.kinds["opened"]}</p>
      </li>
      {warning.notes.map((note) => (
        <li key={`${note.at} ${note.kind}`}>
          <time>{format.dateTime(note.at, today)}</time>
          <p>
            <strong>{`${note.by} · ${words.warnings.kinds[note.kind] ?? note.kind}`}</strong>
            {note.kind.startsWith("close") && warning.conclusion && <span class="tag">{words.warnings.conclusions[warning.conclusion] ?? warning.conclusion}</span>}
          </p>
          {note.text && <p>{note.text}</p>}
        </li>
      ))}
    </ol>
  );
}

type Step = "acknowledge" | "note" | "close";

function Acts({ warning, reload }: { warning: WarningDetail; reload: () => void }) {
  const words = useWords();
  const [step, setStep] = useState<Step>(warning.state === "open" ? "acknowledge" : "note");
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const steps: Step[] = warning.state === "open" ? ["acknowledge", "note", "close"] : ["note", "close"];
  const names = { acknowledge: words.warnings.acknowledge, note: words.warnings.addNote, close: words.warnings.close };

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const [text, conclusion] = [String(fields.get("text") ?? "").trim(), fields.get("conclusion")];
    if ((step === "close" && (!text || !conclusion)) || (step === "note" && !text)) {
      setProblem(step === "close" ? words.warnings.closeMissing : words.warnings.note);
      return;
    }
    setWorking(true);
    setProblem(null);
    try {
      if (step === "acknowledge") await ask(`/warnings/${warning.id}/acknowledge`, { method: "POST", body: text ? { note: text } : {} });
      else if (step === "note") await ask(`/warnings/${warning.id}/notes`, { method: "POST", body: { text } });
      else await ask(`/warnings/${warning.id}/close`, { method: "POST", body: { conclusion, note: text } });
      reload();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      setProblem(words.state[error.kind === "signed_out" ? "unavailable" : error.kind].text);
      if (error.kind === "conflict") reload();
      setWorking(false);
    }
  }

  return (
    <form class="form acts no-print" onSubmit={submit}>
      <div class="segments" role="group" aria-label={words.warnings.response}>
        {steps.map((one) => (
          <button key={one} type="button" aria-pressed={step === one} onClick={() => (setStep(one), setProblem(null))}>
            {names[one]}
          </button>
        ))}
      </div>
      {step === "close" && (
        <fieldset>
          <legend>{words.warnings.conclusion}</legend>
          <p class="hint">{words.warnings.closeLead}</p>
          {Object.entries(words.warnings.conclusions).map(([conclusion, text]) => (
            <label key={conclusion} class="check">
              <input type="radio" name="conclusion" value={conclusion} />
              <span>{text}</span>
            </label>
          ))}
        </fieldset>
      )}
      <label>
        {step === "acknowledge" ? words.warnings.acknowledgeNote : step === "note" ? words.warnings.note : words.warnings.closeNote}
        <textarea name="text" maxLength={1000} />
      </label>
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <button class="button button-main" type="submit" disabled={working}>
        {working ? words.warnings.working : names[step]}
      </button>
    </form>
  );
}
