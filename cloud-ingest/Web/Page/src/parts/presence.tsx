import type { Presence } from "../api/types";
import { useFormat, useNow, useWords } from "../context";

/** Told by shape and word as well as by colour: a full disc, a ring, a hatched square, a dash. */
export function PresenceMark({ state, since }: { state: Presence; since: string | null }) {
  const [words, format, now] = [useWords(), useFormat(), useNow()];
  const text =
    state === "silent"
      ? since
        ? words.presence.silentSince(format.since(since, now))
        : words.presence.silentLong
      : state === "known_off" && since
        ? words.presence.closedSince(format.since(since, now))
        : words.presence[state];
  return (
    <span class={`presence presence-${state}`}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        {state === "reporting" && <circle cx="7" cy="7" r="5" />}
        {state === "zero" && <circle cx="7" cy="7" r="4.2" class="ring" />}
        {state === "silent" && (
          <>
            <rect x="1.7" y="1.7" width="10.6" height="10.6" rx="1.5" class="ring" />
            <path d="M2 8l6-6M4 12l8-8M8.5 12.5l4-4" class="ring" />
          </>
        )}
        {state === "known_off" && <path d="M2.5 7h9" class="ring" />}
      </svg>
      <span>{text}</span>
    </span>
  );
}
