import { useRef, useState } from "preact/hooks";
import { Trouble } from "../api/client";
import { useTitle, useWords } from "../context";
import { ended, signIn } from "../session";
import { Icon, Mark } from "../shell/icons";
import { LanguageButton } from "../shell/language";
import { useStore } from "../store";
import type { Words } from "../words/words";

function reason(trouble: Trouble, words: Words): string {
  switch (trouble.kind) {
    case "signed_out":
    case "invalid":
      return words.signIn.wrong;
    case "busy":
      return words.signIn.wait(String(trouble.wait ?? 60));
    case "forbidden":
      return words.signIn.insecure;
    case "offline":
      return words.signIn.offline;
    default:
      return words.signIn.failed;
  }
}

export function SignIn() {
  const words = useWords();
  const wasIn = useStore(ended);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const password = useRef<HTMLInputElement>(null);
  useTitle(words.signIn.title);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const [name, secret] = [String(fields.get("name")).trim(), String(fields.get("password"))];
    if (!name || !secret) {
      setProblem(words.signIn.missing);
      return;
    }
    setWorking(true);
    setProblem(null);
    try {
      await signIn(name, secret);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      setProblem(reason(error, words));
      setWorking(false);
      password.current?.select();
    }
  }

  return (
    <div class="sign-in">
      <header class="sign-in-top">
        <LanguageButton />
      </header>
      <main class="sign-in-card">
        <div class="sign-in-brand">
          <Mark size={44} />
          <h1>{words.product}</h1>
          <p>{words.signIn.lead}</p>
        </div>
        <form onSubmit={submit} noValidate aria-labelledby="sign-in-title">
          <h2 id="sign-in-title">{words.signIn.title}</h2>
          {wasIn && !problem && <p class="note">{words.signIn.ended}</p>}
          <label>
            {words.signIn.name}
            <input name="name" autocomplete="username" autocapitalize="none" spellcheck={false} autofocus aria-invalid={problem ? true : undefined} />
          </label>
          <label>
            {words.signIn.password}
            <input ref={password} name="password" type="password" autocomplete="current-password" aria-invalid={problem ? true : undefined} />
          </label>
          <p class="form-problem" role="alert">
            {problem && (
              <>
                <Icon of="alert" size={18} /> {problem}
              </>
            )}
          </p>
          <button class="button button-main" type="submit" disabled={working}>
            {working ? words.signIn.working : words.signIn.submit}
          </button>
          <p class="hint">{words.signIn.help}</p>
        </form>
      </main>
    </div>
  );
}
