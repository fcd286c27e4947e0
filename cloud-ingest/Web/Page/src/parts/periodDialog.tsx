import { useState } from "preact/hooks";
import { useToday, useWords } from "../context";
import { firstDay, type Period } from "../time/period";
import { Dialog } from "./dialog";

/** Two days of one's own choice. */
export function PeriodDialog({ period, onChoose, onClose }: { period: Period; onChoose: (period: Period) => void; onClose: () => void }) {
  const [words, today] = [useWords(), useToday()];
  const [first, setFirst] = useState(period.first);
  const [last, setLast] = useState(period.last);
  return (
    <Dialog title={words.trends.period} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          onChoose(first <= last ? { first, last } : { first: last, last: first });
        }}
      >
        <div class="two">
          <label>
            {words.trends.from}
            <input type="date" required min={firstDay} max={today} value={first} onInput={(event) => setFirst(event.currentTarget.value)} />
          </label>
          <label>
            {words.trends.to}
            <input type="date" required min={firstDay} max={today} value={last} onInput={(event) => setLast(event.currentTarget.value)} />
          </label>
        </div>
        <button class="button button-main" type="submit">
          {words.trends.apply}
        </button>
      </form>
    </Dialog>
  );
}
