import type { AreaGate, AreaStreet, AreaTree, LocalName, PlaceLevel } from "./api/types";

/** One place with what it lies in. */
export interface Place {
  code: string;
  level: Exclude<PlaceLevel, "gate">;
  name: LocalName;
  /** From the district down, without itself. */
  within: Place[];
  gates: number;
}

/** All places, each before what lies in it. */
export function placesOf(tree: AreaTree): Place[] {
  const places: Place[] = [];
  const gatesOf = (street: AreaStreet) => street.communities.reduce((sum, community) => sum + community.gates.length, 0);
  for (const district of tree.districts) {
    const top: Place = {
      code: district.code,
      level: "district",
      name: district.name,
      within: [],
      gates: district.streets.reduce((sum, street) => sum + gatesOf(street), 0),
    };
    places.push(top);
    for (const street of district.streets) {
      const middle: Place = { code: street.code, level: "street", name: street.name, within: [top], gates: gatesOf(street) };
      places.push(middle);
      for (const community of street.communities)
        places.push({ code: community.code, level: "community", name: community.name, within: [top, middle], gates: community.gates.length });
    }
  }
  return places;
}

/** What the viewer may choose: their own area and what lies in it. */
export function placesWithin(places: Place[], root: string): Place[] {
  return root === "all" ? places : places.filter((place) => place.code.startsWith(root));
}

export function findGate(tree: AreaTree, id: string): { gate: AreaGate; community: string } | null {
  for (const district of tree.districts)
    for (const street of district.streets)
      for (const community of street.communities) {
        const gate = community.gates.find((one) => one.id === id);
        if (gate) return { gate, community: community.code };
      }
  return null;
}

/** Which of the places fit what somebody types: parts of names in either language, or the beginning of the code. */
export function search(places: Place[], text: string): Place[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return places;
  return places.filter(
    (place) => place.name.zh.toLowerCase().includes(wanted) || place.name.en.toLowerCase().includes(wanted) || place.code.startsWith(wanted),
  );
}

/** The level below, for a list of an area's parts. */
export function levelBelow(level: PlaceLevel | "all"): PlaceLevel {
  return level === "all" ? "district" : level === "district" ? "street" : level === "street" ? "community" : "gate";
}
