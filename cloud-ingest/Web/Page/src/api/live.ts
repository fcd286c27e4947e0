import { Store } from "../store";
import { query } from "./client";

export interface LiveState {
  status: "off" | "connecting" | "live" | "lost" | "trouble";
  /** What is known reaches to here. */
  at: Date | null;
  /** Grows when the service has said that something changed. */
  changes: number;
}

export const live = new Store<LiveState>({ status: "off", at: null, changes: 0 });

/** The service beats each 15 s; a connection that says nothing for longer is dead. */
const silence = 40_000;

const retry = 15_000;

/** Changes are told to the views at most so often. */
const pause = 2_000;

let source: EventSource | null = null;
let area: string | null | undefined;
let watchdog = 0;
let waiting = 0;
let pending = 0;

function update(change: Partial<LiveState>): void {
  live.set({ ...live.get(), ...change });
}

function alive(status: LiveState["status"], data: string): void {
  clearTimeout(watchdog);
  watchdog = setTimeout(drop, silence) as unknown as number;
  const at = (JSON.parse(data) as { known_at?: string }).known_at;
  update(at ? { status, at: new Date(at) } : { status });
}

function changed(): void {
  if (pending) return;
  pending = setTimeout(() => {
    pending = 0;
    update({ changes: live.get().changes + 1 });
  }, pause) as unknown as number;
}

/** Begins anew after a while; EventSource itself gives up when it gets an error as an answer. */
function drop(): void {
  source?.close();
  source = null;
  clearTimeout(watchdog);
  clearTimeout(waiting);
  update({ status: "lost" });
  // Who can't listen, as too many do, sees by asking now and then.
  waiting = setTimeout(() => {
    open();
    changed();
  }, retry) as unknown as number;
}

function open(): void {
  clearTimeout(waiting);
  source?.close();
  if (area === undefined) return;
  const mine = new EventSource(query("/api/v1/live", { area }));
  source = mine;
  // The first summary tells how it is, which the views have asked for themselves, unless something was missed.
  let news = live.get().status === "lost" || live.get().status === "trouble";
  mine.addEventListener("summary", (event) => {
    alive("live", (event as MessageEvent<string>).data);
    if (news) changed();
    news = true;
  });
  mine.addEventListener("gate", changed);
  mine.addEventListener("warning", changed);
  mine.addEventListener("beat", (event) => alive(live.get().status === "trouble" ? "trouble" : "live", (event as MessageEvent<string>).data));
  mine.addEventListener("trouble", () => update({ status: "trouble" }));
  mine.onerror = drop;
}

/** Listens to one area, null for all that one may see; undefined stops. */
export function listen(to: string | null | undefined): void {
  if (to === area && source) return;
  area = to;
  if (to === undefined) {
    clearTimeout(waiting);
    clearTimeout(watchdog);
    source?.close();
    source = null;
    live.set({ status: "off", at: null, changes: 0 });
    return;
  }
  update({ status: "connecting", at: null });
  open();
}

/** A phone that wakes, or a network that comes back, need not wait. */
export function startListening(): void {
  addEventListener("online", () => area !== undefined && open());
  addEventListener("offline", () => area !== undefined && drop());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && area !== undefined && live.get().status === "lost") open();
  });
}
