import { useEffect, useRef, useState } from "preact/hooks";
import { Skeleton } from "../parts/problem";
import type { EChartsCoreOption, EChartsType } from "./echarts";
import { fontOf } from "./style";

/** A chart; what it shows stands beside it as a table, for those who don't see it. */
export function Chart({ option, label, tall = false }: { option: EChartsCoreOption; label: string; tall?: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let gone = false;
    let observer: ResizeObserver | null = null;
    const sharp = () => chart.current?.resize();
    void import("./echarts").then(({ init }) => {
      if (gone || !place.current) return;
      // At least two dots a pixel, so that it is sharp on paper too.
      chart.current = init(place.current, null, { renderer: "canvas", devicePixelRatio: Math.max(2, devicePixelRatio) });
      observer = new ResizeObserver(sharp);
      observer.observe(place.current);
      setReady(true);
    });
    addEventListener("beforeprint", sharp);
    return () => {
      gone = true;
      observer?.disconnect();
      removeEventListener("beforeprint", sharp);
      chart.current?.dispose();
    };
  }, []);

  useEffect(() => {
    if (ready) chart.current?.setOption({ animation: false, textStyle: { fontFamily: fontOf(document.body) }, ...option }, true);
  }, [ready, option]);

  return (
    <figure class={`chart${tall ? " chart-tall" : ""}`}>
      <div ref={place} class="chart-place" role="img" aria-label={label} data-ready={ready} />
      {!ready && <Skeleton tall="chart" />}
    </figure>
  );
}
