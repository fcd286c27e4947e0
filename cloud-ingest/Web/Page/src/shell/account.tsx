import { useEffect, useRef, useState } from "preact/hooks";
import { ask, Trouble } from "../api/client";
import { forgetAll } from "../api/resource";
import { useViewer, useWords } from "../context";
import { Dialog } from "../parts/dialog";
import { signOut } from "../session";
import { Icon } from "./icons";
import { useScope } from "./scope";

export function Account() {
  const [words, viewer, scope] = [useWords(), useViewer(), useScope()];
  const [changing, setChanging] = useState(false);
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => menu.current?.removeAttribute("open");
  useEffect(() => {
    const outside = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !menu.current?.contains(event.target as Node)) close();
    };
    addEventListener("click", outside);
    addEventListener("keydown", outside);
    return () => {
      removeEventListener("click", outside);
      removeEventListener("keydown", outside);
    };
  }, []);
  return (
    <>
      <details class="account" ref={menu}>
        <summary aria-label={`${words.nav.account}: ${viewer.name}`}>
          <Icon of="account" />
          <span>{viewer.name}</span>
        </summary>
        <div class="account-menu">
          <p>
            <strong>{viewer.name}</strong>
            <small>{words.account.roles[viewer.role]}</small>
          </p>
          {viewer.role === "administrator" && (
            <a href={scope.to("audit")} onClick={close}>
              {words.nav.audit}
            </a>
          )}
          <button type="button" onClick={() => (close(), setChanging(true))}>
            {words.account.changePassword}
          </button>
          <button type="button" onClick={() => (forgetAll(), void signOut())}>
            {words.account.signOut}
          </button>
        </div>
      </details>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
}

/** Characters that a password must have, as the service asks (Accounts/PasswordRules.cs). */
const leastPassword = 15;

function PasswordDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    try {
      await ask("/session/password", { method: "PUT", body: { current: fields.get("current"), password: fields.get("fresh") } });
      setDone(true);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      setProblem(
        error.kind === "busy" ? words.signIn.wait(String(error.wait ?? 60)) : error.errors["current"] ? words.account.wrongCurrent : error.kind === "invalid" ? words.account.unfit(String(leastPassword)) : words.state.unavailable.title,
      );
    }
  }

  return (
    <Dialog title={words.account.changePassword} onClose={onClose}>
      {done ? (
        <p class="note" role="status">
          {words.account.saved}
        </p>
      ) : (
        <form class="form" onSubmit={submit}>
          <label>
            {words.account.current}
            <input name="current" type="password" autocomplete="current-password" required />
          </label>
          <label>
            {words.account.fresh}
            <input name="fresh" type="password" autocomplete="new-password" required minLength={leastPassword} />
            <small class="hint">{words.account.freshHint(String(leastPassword))}</small>
          </label>
          <p class="form-problem" role="alert">
            {problem}
          </p>
          <button class="button button-main" type="submit">
            {words.account.save}
          </button>
        </form>
      )}
    </Dialog>
  );
}
