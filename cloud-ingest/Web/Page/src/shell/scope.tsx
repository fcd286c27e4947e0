import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useMemo } from "preact/hooks";
import { listen, live } from "../api/live";
import { useResource } from "../api/resource";
import type { AreaTree, PlaceLevel } from "../api/types";
import { placesOf, placesWithin, type Place } from "../areas";
import { useName, useViewer, useWords } from "../context";
import { Problem } from "../parts/problem";
import { address, route, type View } from "../route";
import { useStore } from "../store";

/** The area that the page is about, and the names of all that the viewer may see. */
export interface Scope {
  /** Null: everything. */
  area: string | null;
  place: Place | null;
  level: PlaceLevel | "all";
  tree: AreaTree;
  /** What the viewer may choose. */
  places: Place[];
  /** The viewer's own area; null: everything. */
  root: string | null;
  nameOf: (code: string) => string;
  /** An address in this area, or in another. */
  to: (view: View, parts?: string[], query?: Record<string, string | null | undefined>) => string;
}

const Context = createContext<Scope | null>(null);

export function useScope(): Scope {
  const scope = useContext(Context);
  if (!scope) throw new Error("outside of a scope");
  return scope;
}

function scopeOf(tree: AreaTree, own: string, asked: string | null, name: (of: Place) => string): Scope {
  const all = placesOf(tree);
  const places = placesWithin(all, own);
  // Whoever may see everything, and there is one district, sees that.
  const root = own !== "all" ? own : tree.districts.length === 1 ? tree.districts[0]!.code : null;
  const area = asked ?? root;
  const place = all.find((one) => one.code === area) ?? null;
  return {
    area,
    place,
    level: place?.level ?? "all",
    tree,
    places,
    root,
    nameOf: (code) => {
      const found = all.find((one) => one.code === code);
      return found ? name(found) : code;
    },
    to: (view, parts = [], query = {}) => address(view, parts, { area: area === root ? null : area, ...query }),
  };
}

export function ScopeProvider({ children }: { children: ComponentChildren }) {
  const [viewer, words, name, { query }] = [useViewer(), useWords(), useName(), useStore(route)];
  const tree = useResource<AreaTree>("/areas");
  const asked = query.get("area");
  const scope = useMemo(
    () => (tree.data ? scopeOf(tree.data, viewer.area, asked, (place) => name(place.name)) : null),
    [tree.data, viewer.area, asked, words],
  );
  const known = scope !== null && (scope.area === null || scope.place !== null);
  useEffect(() => {
    listen(known ? scope.area : undefined);
    return () => listen(undefined);
  }, [known, scope?.area]);
  if (!scope)
    return tree.trouble ? (
      <main class="alone">
        <Problem trouble={tree.trouble} again={tree.reload} whole />
      </main>
    ) : (
      <div class="starting" aria-busy="true" />
    );
  return <Context.Provider value={scope}>{children}</Context.Provider>;
}

/** Grows whenever the service says that something has changed; also when the connection is back. */
export function useChanges(): number {
  return useStore(live).changes;
}
