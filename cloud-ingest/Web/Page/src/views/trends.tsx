import { useMemo } from "preact/hooks";
import { useAll } from "../api/resource";
import type { TrendAnswer } from "../api/types";
import { useFormat, useName, useNow, useTitle, useToday, useViewer, useWords } from "../context";
import { Empty, Loaded, Skeleton } from "../parts/problem";
import { route, type Route } from "../route";
import { useChanges, useScope, type Scope } from "../shell/scope";
import { useStore } from "../store";
import { otherOf, periodOf, stepsFor, type Period, type Preset, type Step } from "../time/period";
import { measures, trendPath, type Measure } from "../trend";
import type { Line } from "../charts/trendOption";
import { TrendChart } from "./trendChart";
import { TrendControls } from "./trendControls";
import { TrendTotals } from "./trendTotals";

export const mostAreas = 5;

/** What an address asks the trends to show. */
export interface TrendChoice {
  measure: Measure;
  period: Period;
  preset: Preset | null;
  step: Step;
  steps: Step[];
  /** Areas to compare with, by code. */
  others: string[];
  before: boolean;
  /** The period to compare with: the one before, or one of the viewer's own choice, as long as this. */
  against: Period | null;
}

export function choiceOf({ query }: Route, today: string, scope: Scope): TrendChoice {
  const { period, preset } = periodOf(query, today, "7d");
  const steps = stepsFor(period);
  const step = steps.find((one) => one === query.get("step")) ?? steps[0]!;
  const known = new Set(scope.places.map((place) => place.code));
  return {
    measure: measures.find((one) => one === query.get("measure")) ?? "rate",
    period,
    preset,
    step,
    steps,
    others: (query.get("with") ?? "").split(",").filter((code) => known.has(code) && code !== scope.area).slice(0, mostAreas - 1),
    ...otherOf(query, period, step, today),
  };
}

export function Trends() {
  const [words, format, name, scope, today, current] = [useWords(), useFormat(), useName(), useScope(), useToday(), useStore(route)];
  const choice = useMemo(() => choiceOf(current, today, scope), [current, today, scope]);
  const place = scope.place ? name(scope.place.name) : words.area.everything;
  useTitle(words.trends.title, place);
  return (
    <>
      <header class="page-top">
        <div>
          <h1>{words.trends.title}</h1>
          <p class="page-sub">
            {place}
            <span class="print-only">{` · ${format.day(choice.period.first)} – ${format.day(choice.period.last)}`}</span>
          </p>
        </div>
      </header>
      <TrendControls choice={choice} />
      <Shown choice={choice} />
    </>
  );
}

function Shown({ choice }: { choice: TrendChoice }) {
  const [words, format, now, scope, viewer, today] = [useWords(), useFormat(), useNow(), useScope(), useViewer(), useToday()];
  const areas = [scope.area, ...choice.others];
  const levelOf = (code: string | null) => scope.places.find((place) => place.code === code)?.level ?? "all";
  const periods = choice.against ? [choice.period, choice.against] : [choice.period];
  const paths = periods.flatMap((period) => areas.map((code) => trendPath(levelOf(code), code, choice.step, period, viewer.time_zone)));
  const answers = useAll<TrendAnswer>(paths, useChanges());
  const lines = useMemo(() => {
    const other = choice.before || !choice.against ? words.trends.earlier : words.trends.days(format.day(choice.against.first, { today }), format.day(choice.against.last, { today }));
    return linesOf(answers.data ?? [], areas.length, scope, (area) => words.trends.otherPeriod(area, other));
  }, [answers.data, areas.length, scope, words, choice, today]);
  return (
    <Loaded of={answers} skeleton={<Skeleton tall="chart" />}>
      {() =>
        lines.every((line) => line.points.every((point) => point.state === "silent")) ? (
          <section class="panel">
            <Empty title={words.trends.none}>{`${format.day(choice.period.first)} – ${format.day(choice.period.last)}`}</Empty>
          </section>
        ) : (
          <>
            <TrendTotals lines={lines} choice={choice} now={now} />
            <TrendChart lines={lines} choice={choice} now={now} />
          </>
        )
      }
    </Loaded>
  );
}

/** Each area's line, then each one's of the period that it is compared with. */
function linesOf(answers: TrendAnswer[], areas: number, scope: Scope, otherName: (name: string) => string): Line[] {
  const names = (code: string) => scope.nameOf(code);
  let colour = 0;
  const colours = new Map<string, number>();
  return answers.flatMap((answer, index) =>
    answer.series.map((series) => {
      const other = index >= areas;
      if (!colours.has(series.code)) colours.set(series.code, colour++);
      return {
        key: `${series.code}${other ? " other" : ""}`,
        name: other ? otherName(names(series.code)) : names(series.code),
        points: series.points,
        other,
        colour: colours.get(series.code)!,
      };
    }),
  );
}
