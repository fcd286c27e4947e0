import { ask, Trouble } from "./api/client";
import type { SessionItem } from "./api/types";
import { Store } from "./store";

/** Who has signed in; null: nobody; "unknown" until the service has said; a Trouble when it can't say. */
export const session = new Store<SessionItem | null | "unknown" | Trouble>("unknown");

/** True after a session has ended while the page was open, as opposed to one that never began. */
export const ended = new Store(false);

export async function startSession(): Promise<void> {
  try {
    session.set(await ask<SessionItem>("/session"));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    session.set(error.kind === "signed_out" ? null : error);
  }
}

export async function signIn(name: string, password: string): Promise<void> {
  const item = await ask<SessionItem>("/session", { method: "POST", body: { name, password } });
  ended.set(false);
  session.set(item);
}

export async function signOut(): Promise<void> {
  try {
    await ask("/session", { method: "DELETE" });
  } catch (error) {
    if (!(error instanceof Trouble && error.kind === "signed_out")) throw error;
  }
  ended.set(false);
  session.set(null);
}

/** The service has said that nobody is signed in any more. */
export function lost(): void {
  if (session.get() === null) return;
  ended.set(true);
  session.set(null);
}
