import { useState } from "preact/hooks";
import { ask, Trouble } from "../api/client";
import { useFormat, useToday, useViewer, useWords } from "../context";
import { isDay } from "../time/zone";
import type { WarningItem } from "../api/types";
import { conclusions } from "../warnings";

/** What has been done about a warning, and what can be done next: take in hand, note, close, open again. */
export function Response({ warning, reload }: { warning: WarningItem; reload: () => void }) {
  const [words, viewer] = [useWords(), useViewer()];
  const may = viewer.role !== "technician";
  return (
    <section class="panel" aria-labelledby="response">
      <h2 id="response">{words.warnings.response}</h2>
      <Course warning={warning} />
      {may ? <Acts key={`${warning.state} ${warning.notes.length}`} warning={warning} reload={reload} /> : <p class="hint">{words.warnings.cannotAct}</p>}
    </section>
  );
}

function Course({ warning }: { warning: WarningItem }) {
  const [words, format, today] = [useWords(), useFormat(), useToday()];
  return (
    <ol class="course">
      <li>
        <time>{format.dateTime(warning.opened_at, today)}</time>
        <p>{words.warnings.kinds.opened}</p>
      </li>
      {warning.notes.map((note) => (
        <li key={`${note.at} ${note.kind}`}>
          <time>{format.dateTime(note.at, today)}</time>
          <p>
            <strong>{note.by === "service" ? words.warnings.kinds[note.kind] : `${note.by} · ${words.warnings.kinds[note.kind]}`}</strong>
            {note.conclusion && <span class="tag">{words.warnings.conclusions[note.conclusion]}</span>}
          </p>
          {note.text && <p class="note-text">{note.by === "service" && isDay(note.text) ? format.day(note.text, { today }) : note.text}</p>}
        </li>
      ))}
    </ol>
  );
}

type Step = "acknowledge" | "note" | "close" | "reopen";

const stepsOf: Record<WarningItem["state"], Step[]> = { open: ["acknowledge", "note", "close"], acknowledged: ["note", "close"], closed: ["note", "reopen"] };

/** What an act is sent as. */
function request(step: Step, text: string, conclusion: unknown): [string, object] {
  switch (step) {
    case "acknowledge":
      return ["acknowledge", text ? { note: text } : {}];
    case "note":
      return ["notes", { text }];
    case "close":
      return ["close", { conclusion, note: text }];
    case "reopen":
      return ["reopen", { note: text }];
  }
}

function Acts({ warning, reload }: { warning: WarningItem; reload: () => void }) {
  const words = useWords();
  const steps = stepsOf[warning.state];
  const [step, setStep] = useState<Step>(steps[0]!);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const names = { acknowledge: words.warnings.acknowledge, note: words.warnings.addNote, close: words.warnings.close, reopen: words.warnings.reopen };
  const asked = { acknowledge: words.warnings.acknowledgeNote, note: words.warnings.note, close: words.warnings.closeNote, reopen: words.warnings.reopenNote };

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const [text, conclusion] = [String(fields.get("text") ?? "").trim(), fields.get("conclusion")];
    if (step !== "acknowledge" && (!text || (step === "close" && !conclusion))) {
      setProblem(step === "close" ? words.warnings.closeMissing : words.warnings.noteMissing);
      return;
    }
    setWorking(true);
    setProblem(null);
    try {
      const [path, body] = request(step, text, conclusion);
      await ask(`/warnings/${warning.id}/${path}`, { method: "POST", body });
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
          {conclusions.map((conclusion) => (
            <label key={conclusion} class="check">
              <input type="radio" name="conclusion" value={conclusion} />
              <span>{words.warnings.conclusions[conclusion]}</span>
            </label>
          ))}
        </fieldset>
      )}
      <label>
        {asked[step]}
        <textarea name="text" maxLength={2000} />
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
