import { useFormat, useToday, useViewer, useWords } from "../context";
import type { Hour } from "../hours";
import { dayOf } from "../time/zone";
import { HourStrip } from "./hourStrip";

/** Days one beneath the other, an hour a cell. */
export function WeekGrid({ hours, label }: { hours: Hour[]; label: string }) {
  const [words, format, today, { time_zone }] = [useWords(), useFormat(), useToday(), useViewer()];
  const days = new Map<string, Hour[]>();
  for (const hour of hours) {
    const day = dayOf(hour.from, time_zone);
    days.set(day, [...(days.get(day) ?? []), hour]);
  }
  const most = Math.max(1, ...hours.map((hour) => hour.persons ?? 0));
  return (
    <div class="week-grid" role="group" aria-label={label}>
      <div class="week-hours" aria-hidden="true">
        <div>
          {[0, 6, 12, 18].map((hour) => (
            <span key={hour}>{String(hour).padStart(2, "0")}</span>
          ))}
        </div>
      </div>
      {[...days].map(([day, own]) => (
        <div key={day} class="week-row">
          <span class="week-day">{format.day(day, { today, weekday: true })}</span>
          <HourStrip hours={own} most={most} label={format.day(day, { today })} />
          <span class="week-sum">
            {own.some((hour) => hour.persons !== null)
              ? words.count.people(format.count(own.reduce((sum, hour) => sum + (hour.persons ?? 0), 0)))
              : own.some((hour) => hour.state === "excluded")
                ? words.hours.notCounted
                : words.presence.silent}
          </span>
        </div>
      ))}
    </div>
  );
}

