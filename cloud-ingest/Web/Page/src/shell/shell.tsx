import { useEffect, useRef } from "preact/hooks";
import { Trouble } from "../api/client";
import { live } from "../api/live";
import { useFormat, useViewer, useWords } from "../context";
import { Problem } from "../parts/problem";
import { route, type View } from "../route";
import { useStore } from "../store";
import { Audit } from "../views/audit";
import { GatePage } from "../views/gate";
import { Gates } from "../views/gates";
import { Overview } from "../views/overview";
import { Reports } from "../views/reports";
import { Screenings } from "../views/screenings";
import { Trends } from "../views/trends";
import { WarningPage } from "../views/warning";
import { Warnings } from "../views/warnings";
import { Account } from "./account";
import { AreaButton } from "./areaPicker";
import { Icon, Mark } from "./icons";
import { LanguageButton } from "./language";
import { LiveMark } from "./liveMark";
import { ScopeProvider, useScope } from "./scope";

const main: View[] = ["overview", "trends", "gates", "reports", "warnings"];

function Navigation() {
  const [words, viewer, scope, current] = [useWords(), useViewer(), useScope(), useStore(route)];
  const items: View[] = viewer.role === "administrator" ? [...main, "audit"] : main;
  const shown = current.view === "screenings" ? "gates" : current.view;
  return (
    <nav class="nav" aria-label={words.nav.label}>
      <ul>
        {items.map((view) => (
          <li key={view} class={`nav-${view}`}>
            <a href={scope.to(view)} aria-current={shown === view ? "page" : undefined}>
              <Icon of={view} size={22} />
              <span>{words.nav[view]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function View() {
  const [scope, { view, parts }] = [useScope(), useStore(route)];
  if (scope.area !== null && scope.place === null) return <Problem trouble={new Trouble("forbidden")} whole />;
  switch (view) {
    case "trends":
      return <Trends />;
    case "gates":
      return parts[0] ? <GatePage key={parts[0]} id={parts[0]} /> : <Gates key={scope.area} />;
    case "screenings":
      return <Screenings key={scope.area} />;
    case "reports":
      return <Reports key={scope.area} day={parts[0] ?? null} />;
    case "warnings":
      return parts[0] ? <WarningPage key={parts[0]} id={parts[0]} /> : <Warnings key={scope.area} />;
    case "audit":
      return <Audit />;
    case "overview":
      return <Overview key={scope.area} />;
  }
}

/** Whoever reads by ear or keyboard begins at the new page's content, as after a load. */
function useFocusOnChange() {
  const content = useRef<HTMLElement>(null);
  const { view, parts } = useStore(route);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) content.current?.focus({ preventScroll: true });
    first.current = false;
  }, [view, parts.join("/")]);
  return content;
}

/** On paper: whose page this is, and of what time. */
function PrintHead() {
  const [words, format, { at }] = [useWords(), useFormat(), useStore(live)];
  return <p class="print-only print-head">{[words.product, words.live.asOf(format.dateTime((at ?? new Date()).toISOString()))].join(" · ")}</p>;
}

function Frame() {
  const [words, content] = [useWords(), useFocusOnChange()];
  const scope = useScope();
  return (
    <div class="frame">
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href={scope.to("overview")}>
          <Mark size={28} />
          <span>{words.product}</span>
        </a>
        <AreaButton />
        <LiveMark />
        <div class="top-end">
          <LanguageButton />
          <Account />
        </div>
      </header>
      <Navigation />
      <main id="content" class="content" tabIndex={-1} ref={content}>
        <PrintHead />
        <View />
      </main>
    </div>
  );
}

export function Shell() {
  return (
    <ScopeProvider>
      <Frame />
    </ScopeProvider>
  );
}
