import { useEffect, useMemo, useState } from "preact/hooks";
import type { LocalName, SessionItem } from "./api/types";
import { Format } from "./format";
import { session } from "./session";
import { useStore } from "./store";
import { dayOf } from "./time/zone";
import { language, wordsOf, type Words } from "./words/words";

export function useWords(): Words {
  return wordsOf(useStore(language));
}

/** Who has signed in; only views that are shown to them ask. */
export function useViewer(): SessionItem {
  const item = useStore(session);
  if (item === null || item === "unknown" || item instanceof Error) throw new Error("nobody has signed in");
  return item;
}

export function useFormat(): Format {
  const [spoken, item] = [useStore(language), useStore(session)];
  const zone = item === null || item === "unknown" || item instanceof Error ? "UTC" : item.time_zone;
  return useMemo(() => new Format(spoken, zone), [spoken, zone]);
}

export function useName(): (name: LocalName | null | undefined, otherwise?: string) => string {
  const spoken = useStore(language);
  return (name, otherwise = "") => (name ? name[spoken] || name.zh : otherwise);
}

/** The present moment, to the minute. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Today where the gates stand. */
export function useToday(): string {
  const { time_zone } = useViewer();
  return dayOf(useNow(), time_zone);
}

/** Names the page for the browser's tabs and history, and for screen readers. */
export function useTitle(...parts: (string | null | undefined)[]): void {
  const words = useWords();
  const title = [...parts.filter(Boolean), words.product].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
