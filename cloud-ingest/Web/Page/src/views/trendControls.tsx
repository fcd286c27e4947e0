import { useState } from "preact/hooks";
import { useFormat, useToday, useWords } from "../context";
import { Dialog } from "../parts/dialog";
import { go, route, withQuery } from "../route";
import { AreaList } from "../shell/areaPicker";
import { Icon } from "../shell/icons";
import { useScope } from "../shell/scope";
import { useStore } from "../store";
import { firstDay, isAnswered, periodBefore, periodFrom, presets, type Period, type Step } from "../time/period";
import { measures } from "../trend";
import { PeriodDialog } from "../parts/periodDialog";
import { mostAreas, type TrendChoice } from "./trends";

const finestFirst: Step[] = ["hour", "day", "week"];

/** What is shown: each choice is an address, so that it can be kept, sent and gone back to. */
export function TrendControls({ choice }: { choice: TrendChoice }) {
  const [words, current] = [useWords(), useStore(route)];
  const [choosing, setChoosing] = useState(false);
  return (
    <div class="controls">
      <div class="tabs" role="group" aria-label={words.trends.measure}>
        {measures.map((measure) => (
          <a key={measure} href={withQuery(current, { measure: measure === "rate" ? null : measure })} aria-current={choice.measure === measure ? "true" : undefined}>
            {words.trends.measures[measure]}
          </a>
        ))}
      </div>
      <div class="control-row">
        <div class="choices" role="group" aria-label={words.trends.period}>
          {presets.map((preset) => (
            <a key={preset} class="choice" href={withQuery(current, { period: preset, from: null, to: null, step: null })} aria-current={choice.preset === preset ? "true" : undefined}>
              {words.trends.presets[preset]}
            </a>
          ))}
          <OwnPeriod choice={choice} onOpen={() => setChoosing(true)} />
        </div>
        {choice.steps.length > 1 && (
          <div class="segments" role="group" aria-label={words.trends.step}>
            {finestFirst.filter((step) => choice.steps.includes(step)).map((step) => (
              <a key={step} href={withQuery(current, { step })} aria-current={choice.step === step ? "true" : undefined}>
                {words.trends.steps[step]}
              </a>
            ))}
          </div>
        )}
      </div>
      <Comparison choice={choice} />
      {choosing && (
        <PeriodDialog
          period={choice.period}
          onClose={() => setChoosing(false)}
          onChoose={(period) => {
            setChoosing(false);
            go(withQuery(current, { period: null, step: null, from: period.first, to: period.last }));
          }}
        />
      )}
    </div>
  );
}

function OwnPeriod({ choice, onOpen }: { choice: TrendChoice; onOpen: () => void }) {
  const [words, format, today] = [useWords(), useFormat(), useToday()];
  const own = choice.preset === null;
  return (
    <button class="choice" type="button" aria-pressed={own} aria-haspopup="dialog" onClick={onOpen}>
      {own ? `${format.day(choice.period.first, { today })} – ${format.day(choice.period.last, { today })}` : words.trends.presets.custom}
    </button>
  );
}

function Comparison({ choice }: { choice: TrendChoice }) {
  const [words, format, scope, today, current] = [useWords(), useFormat(), useScope(), useToday(), useStore(route)];
  const [adding, setAdding] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const before = periodBefore(choice.period);
  const own = choice.before ? null : choice.against;
  const daysOf = (period: Period) => words.trends.days(format.day(period.first, { today }), format.day(period.last, { today }));
  const withOthers = (others: string[]) => withQuery(current, { with: others.join(",") || null });
  return (
    <div class="control-row">
      <div class="choices" role="group" aria-label={words.trends.compare}>
        <span class="choices-name">{words.trends.compare}</span>
        {choice.others.map((code) => (
          <a key={code} class="chip" href={withOthers(choice.others.filter((other) => other !== code))} aria-label={words.trends.removeArea(scope.nameOf(code))}>
            {scope.nameOf(code)} <Icon of="close" size={14} />
          </a>
        ))}
        {choice.others.length < mostAreas - 1 && (
          <button class="choice choice-add" type="button" aria-haspopup="dialog" onClick={() => setAdding(true)}>
            + {words.trends.addArea}
          </button>
        )}
        {isAnswered(before) && (
          <a class="choice" role="switch" aria-checked={choice.before} aria-current={choice.before ? "true" : undefined} href={withQuery(current, { before: choice.before ? null : "1", vs: null })} title={words.trends.beforeHelp(format.day(before.first, { today }), format.day(before.last, { today }))}>
            {words.trends.before}
          </a>
        )}
        {own ? (
          <a class="chip" href={withQuery(current, { vs: null })} aria-label={words.trends.removePeriod(daysOf(own))}>
            {daysOf(own)} <Icon of="close" size={14} />
          </a>
        ) : (
          <button class="choice choice-add" type="button" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
            + {words.trends.addPeriod}
          </button>
        )}
      </div>
      {adding && (
        <Dialog title={words.trends.addArea} onClose={() => setAdding(false)}>
          <AreaList chosen={null} hrefOf={(code) => withOthers([...choice.others.filter((other) => other !== code), ...(code && code !== scope.area ? [code] : [])])} onChoose={() => setAdding(false)} />
        </Dialog>
      )}
      {choosing && (
        <OtherPeriod
          choice={choice}
          onClose={() => setChoosing(false)}
          onChoose={(first) => {
            setChoosing(false);
            go(withQuery(current, { vs: first, before: null }));
          }}
        />
      )}
    </div>
  );
}

/** Another time, of which only the beginning is asked for: it is as long as what is shown. */
function OtherPeriod({ choice, onChoose, onClose }: { choice: TrendChoice; onChoose: (first: string) => void; onClose: () => void }) {
  const [words, format, today] = [useWords(), useFormat(), useToday()];
  const before = periodBefore(choice.period);
  const [first, setFirst] = useState(isAnswered(before) ? before.first : firstDay);
  const other = periodFrom(choice.period, first || choice.period.first);
  return (
    <Dialog title={words.trends.addPeriod} onClose={onClose}>
      <form class="form" onSubmit={(event) => (event.preventDefault(), onChoose(first))}>
        <label>
          {words.trends.firstDay}
          <input type="date" required min={firstDay} max={today} value={first} onInput={(event) => setFirst(event.currentTarget.value)} />
          <small class="hint">{words.trends.beforeHelp(format.day(other.first, { today }), format.day(other.last, { today }))}</small>
        </label>
        <button class="button button-main" type="submit">
          {words.trends.apply}
        </button>
      </form>
    </Dialog>
  );
}
