import { useWords } from "../context";
import { useStore } from "../store";
import { language, setLanguage } from "../words/words";

/** Says the other language in that language, as whoever needs it reads no other. */
export function LanguageButton() {
  const words = useWords();
  const now = useStore(language);
  const other = now === "zh" ? "en" : "zh";
  return (
    <button class="button button-quiet language" type="button" lang={other === "zh" ? "zh-CN" : "en"} title={words.language.switchTo} onClick={() => setLanguage(other)}>
      {words.language.other}
    </button>
  );
}
