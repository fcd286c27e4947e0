import { useMemo, useState } from "preact/hooks";
import { search, type Place } from "../areas";
import { useFormat, useName, useWords } from "../context";
import { Dialog } from "../parts/dialog";
import { route, withQuery } from "../route";
import { useStore } from "../store";
import { Icon } from "./icons";
import { useScope } from "./scope";

/** Where one is, from the district down; opens the choice of another. */
export function AreaButton() {
  const [words, name, scope] = [useWords(), useName(), useScope()];
  const [open, setOpen] = useState(false);
  const current = useStore(route);
  const trail = scope.place ? [...scope.place.within.filter((place) => scope.places.includes(place)), scope.place] : [];
  const nowhere = scope.area === null ? words.area.everything : words.area.dialog;
  return (
    <>
      <button class="area-button" type="button" aria-haspopup="dialog" aria-label={`${words.area.change}: ${trail.map((place) => name(place.name)).join(" › ") || nowhere}`} onClick={() => setOpen(true)}>
        <span class="area-trail">
          {trail.length === 0 && <span>{nowhere}</span>}
          {trail.map((place) => (
            <span key={place.code}>{name(place.name)}</span>
          ))}
        </span>
        <Icon of="chevron" size={18} />
      </button>
      {open && (
        <Dialog title={words.area.dialog} onClose={() => setOpen(false)}>
          <AreaList chosen={scope.area} onChoose={() => setOpen(false)} hrefOf={(code) => (current.parts.length > 0 && current.view !== "reports" ? scope.to(current.view, [], { area: code }) : withQuery(current, { area: code }))} />
        </Dialog>
      )}
    </>
  );
}

/** All that the viewer may choose, to search in; each a link, so that it can be opened beside. */
export function AreaList({ chosen, hrefOf, onChoose }: { chosen: string | null; hrefOf: (code: string | null) => string; onChoose: (code: string | null) => void }) {
  const [words, name, format, scope] = [useWords(), useName(), useFormat(), useScope()];
  const [text, setText] = useState("");
  const found = useMemo(() => search(scope.places, text), [scope.places, text]);
  const top = Math.min(...scope.places.map((place) => place.within.length));
  return (
    <div class="areas">
      <label class="search">
        <Icon of="search" />
        <span class="visually-hidden">{words.area.search}</span>
        <input type="search" value={text} placeholder={words.area.search} autofocus autocomplete="off" onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <p class="visually-hidden" role="status">
        {words.area.found(format.count(found.length))}
      </p>
      <ul class="area-list">
        {scope.root === null && text === "" && (
          <li>
            <a href={hrefOf(null)} aria-current={chosen === null ? "true" : undefined} onClick={() => onChoose(null)}>
              <span>{words.area.everything}</span>
            </a>
          </li>
        )}
        {found.map((place) => (
          <li key={place.code} class={`area-deep-${place.within.length - top}`}>
            <a href={hrefOf(place.code)} aria-current={chosen === place.code ? "true" : undefined} onClick={() => onChoose(place.code)}>
              <span>{name(place.name)}</span>
              <small>{text ? trailOf(place, name) : words.area.levels[place.level]}</small>
            </a>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="empty">{words.area.none}</p>}
    </div>
  );
}

function trailOf(place: Place, name: ReturnType<typeof useName>): string {
  return place.within.map((one) => name(one.name)).join(" › ");
}
