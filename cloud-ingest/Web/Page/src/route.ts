import { Store } from "./store";

/** The service answers these addresses with the page (Web/Assets/PageRoutes.cs has the same). */
export const views = ["overview", "trends", "gates", "screenings", "reports", "warnings", "audit"] as const;

export type View = (typeof views)[number];

export interface Route {
  view: View;
  /** What follows the view: an id, or an area and a day. */
  parts: string[];
  query: URLSearchParams;
}

export function parse(address: string): Route {
  const url = new URL(address, "http://page");
  const [first, ...parts] = url.pathname.split("/").filter(Boolean).map(decoded);
  return { view: views.find((view) => view === first) ?? "overview", parts: first ? parts : [], query: url.searchParams };
}

/** What is no UTF-8 stays as it is written: it names nothing, and the view says so. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An address of the page. Parameters without a value are left out. */
export function address(view: View, parts: string[] = [], query: Record<string, string | null | undefined> = {}): string {
  const path = view === "overview" ? "/" : `/${[view, ...parts].map(encodeURIComponent).join("/")}`;
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) text.set(name, value);
  const all = text.toString();
  return all ? `${path}?${all}` : path;
}

export const route = new Store<Route>(parse("/"));

export function startRouting(): void {
  const take = () => route.set(parse(location.pathname + location.search));
  take();
  addEventListener("popstate", take);
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest("a");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname.startsWith("/api/")) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    go(link.pathname + link.search);
    if (link.rel === "next" || link.rel === "prev") scrollTo(0, 0);
  });
}

/** @param replace Changes the address without a step of the back button. */
export function go(to: string, replace = false): void {
  const before = route.get();
  history[replace ? "replaceState" : "pushState"](null, "", to);
  route.set(parse(to));
  if (!replace && (before.view !== route.get().view || before.parts.join() !== route.get().parts.join())) scrollTo(0, 0);
}

/** The same view with some parameters changed; null takes one out. */
export function withQuery(current: Route, changes: Record<string, string | null>): string {
  const query = new URLSearchParams(current.query);
  for (const [name, value] of Object.entries(changes)) if (value) query.set(name, value);
    else query.delete(name);
  return address(current.view, current.parts, Object.fromEntries(query));
}
