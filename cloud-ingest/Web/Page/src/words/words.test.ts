import { describe, expect, it } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

type Tree = { [key: string]: string | ((...values: string[]) => string) | Tree };

function texts(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : typeof value === "function" ? [[`${path}${key}`, value("1", "2", "3")]] : texts(value, `${path}${key}.`),
  );
}

const [chinese, english] = [texts(zh as unknown as Tree), texts(en as unknown as Tree)];

describe("the words", () => {
  it("say the same things in both languages", () => {
    expect(english.map(([key]) => key)).toEqual(chinese.map(([key]) => key));
  });

  it("are none of them empty but the remark that there is none", () => {
    expect([...chinese, ...english].filter(([, text]) => text === "").map(([key]) => key)).toEqual(["screenings.reasons.none", "screenings.reasons.none"]);
  });

  it("are Chinese in the one and have no Chinese in the other", () => {
    expect(english.filter(([key, text]) => /[一-鿿]/.test(text) && key !== "language.other").map(([key]) => key)).toEqual([]);
    const without = chinese.filter(([key, text]) => !/[一-鿿]/.test(text) && /[a-z]{3}/i.test(text) && !/EARS|CSV/.test(text) && key !== "language.other");
    expect(without.map(([key]) => key)).toEqual([]);
  });

  it("put as many values into the one as into the other", () => {
    const filled = (list: [string, string][]) => list.map(([key, text]) => `${key} ${["1", "2"].filter((value) => text.includes(value)).length}`);
    const fixed = new Set(chinese.filter(([, text]) => /12|95|\d{2}/.test(text)).map(([key]) => key));
    const compared = (list: [string, string][]) => filled(list.filter(([key]) => !fixed.has(key)));
    expect(compared(english)).toEqual(compared(chinese));
  });
});
