import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

/** How wide an element is, px; drawings are made for that, so that their letters keep their size. */
export function useWidth<T extends HTMLElement>(first: number): [RefObject<T>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const now = element.current;
    if (!now) return;
    const take = () => setWidth(Math.max(200, Math.round(now.clientWidth)));
    take();
    const observer = new ResizeObserver(take);
    observer.observe(now);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
