import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { lost } from "../session";
import { ask, Trouble } from "./client";

export interface Resource<T> {
  /** The last answer; of another path only while `loading`, and only where that was asked for. */
  data: T | null;
  /** When it came. */
  at: Date | null;
  trouble: Trouble | null;
  loading: boolean;
  reload: () => void;
}

/** Answers seen lately, so that going back shows them at once; they are asked for again all the same. */
const seen = new Map<string, { data: unknown; at: Date }>();

const mostSeen = 40;

function keep(path: string, data: unknown): void {
  seen.delete(path);
  seen.set(path, { data, at: new Date() });
  if (seen.size > mostSeen) seen.delete(seen.keys().next().value as string);
}

export function forgetAll(): void {
  seen.clear();
}

/**
 * What the service answers to a path; null asks nothing.
 * @param tick Asks again when it changes; what was there stays meanwhile.
 */
export function useResource<T>(path: string | null, tick: unknown = 0): Resource<T> {
  const [, redraw] = useState(0);
  const [again, setAgain] = useState(0);
  const state = useRef<{ path: string | null; trouble: Trouble | null; loading: boolean }>({ path: null, trouble: null, loading: false });
  if (state.current.path !== path) state.current = { path, trouble: null, loading: path !== null };

  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    state.current.loading = true;
    ask<T>(path, { signal: abort.signal })
      .then((data) => {
        keep(path, data);
        if (state.current.path === path) state.current = { path, trouble: null, loading: false };
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Trouble)) throw error;
        if (error.kind === "signed_out") lost();
        if (error.kind === "forbidden" || error.kind === "not_found") seen.delete(path);
        if (state.current.path === path) state.current = { path, trouble: error, loading: false };
      })
      .finally(() => {
        if (!abort.signal.aborted) redraw((count) => count + 1);
      });
    return () => abort.abort();
  }, [path, tick, again]);

  const known = path === null ? undefined : seen.get(path);
  return {
    data: (known?.data as T | undefined) ?? null,
    at: known?.at ?? null,
    trouble: state.current.trouble,
    loading: state.current.loading,
    reload: useCallback(() => setAgain((count) => count + 1), []),
  };
}

/** Several answers at once: all of them or none. */
export function useAll<T>(paths: string[], tick: unknown = 0): Resource<T[]> {
  const key = paths.join("\n");
  const [state, setState] = useState<{ key: string; data: T[] | null; at: Date | null; trouble: Trouble | null }>({ key: "", data: null, at: null, trouble: null });
  const [again, setAgain] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    Promise.all(paths.map((path) => ask<T>(path, { signal: abort.signal })))
      .then((data) => setState({ key, data, at: new Date(), trouble: null }))
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Trouble)) throw error;
        if (error.kind === "signed_out") lost();
        setState((before) => ({ key, data: before.key === key ? before.data : null, at: before.at, trouble: error }));
      });
    return () => abort.abort();
  }, [key, tick, again]);
  const current = state.key === key;
  return {
    data: current ? state.data : null,
    at: current ? state.at : null,
    trouble: current ? state.trouble : null,
    loading: !current,
    reload: useCallback(() => setAgain((count) => count + 1), []),
  };
}
