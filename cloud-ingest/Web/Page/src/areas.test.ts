import { describe, expect, it } from "vitest";
import type { AreaTree } from "./api/types";
import { findGate, placesOf, placesWithin, search } from "./areas";

const name = (zh: string, en: string) => ({ zh, en });

const tree: AreaTree = {
  root: "all",
  districts: [
    {
      code: "230103",
      name: name("南岗区", "Nangang"),
      streets: [
        {
          code: "230103001",
          name: name("花园街道", "Huayuan Street"),
          communities: [
            { code: "230103001001", name: name("海城社区", "Haicheng"), gates: [{ id: "east", name: name("东门", "East gate"), kind: "pedestrian" }] },
            { code: "230103001002", name: name("复华社区", "Fuhua"), gates: [] },
          ],
        },
      ],
    },
  ],
};

describe("places", () => {
  const places = placesOf(tree);

  it("come each before what lies in it, with the way to it and its gates", () => {
    expect(places.map((place) => [place.code.length, place.gates])).toEqual([[6, 1], [9, 1], [12, 1], [12, 0]]);
    expect(places[2]!.within.map((place) => place.code)).toEqual(["230103", "230103001"]);
  });

  it("that lie above one's own area are no choice", () => {
    expect(placesWithin(places, "230103001").map((place) => place.code)).toEqual(["230103001", "230103001001", "230103001002"]);
    expect(placesWithin(places, "all")).toHaveLength(4);
  });

  it.each([["海城", "230103001001"], ["haich", "230103001001"], ["230103001002", "230103001002"]])("are found by '%s'", (text, code) => {
    expect(search(places, text).map((place) => place.code)).toEqual([code]);
  });

  it("have gates, each found by its id", () => {
    expect(findGate(tree, "east")?.community).toBe("230103001001");
    expect(findGate(tree, "west")).toBeNull();
  });
});
