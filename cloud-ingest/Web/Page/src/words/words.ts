import { Store } from "../store";
import { en } from "./en";
import type { Widened } from "./widened";
import { zh } from "./zh";

export type Language = "zh" | "en";

/** All that the page says; Chinese is where a word is added first. */
export type Words = Widened<typeof zh>;

const key = "checkpoint.language";

function remembered(): Language {
  try {
    const kept = localStorage.getItem(key);
    if (kept === "zh" || kept === "en") return kept;
  } catch {
    // A browser that keeps nothing still has a language of its own.
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

export const language = new Store<Language>("zh");

export function startLanguage(): void {
  setLanguage(remembered(), false);
}

export function setLanguage(to: Language, remember = true): void {
  document.documentElement.lang = to === "zh" ? "zh-CN" : "en";
  if (remember) {
    try {
      localStorage.setItem(key, to);
    } catch {
      // Then it holds until the page is closed.
    }
  }
  language.set(to);
}

export function wordsOf(of: Language): Words {
  return of === "zh" ? zh : en;
}
