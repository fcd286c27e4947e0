import type { GateHealthItem } from "../api/types";
import { useFormat, useNow, useWords } from "../context";
import type { Words } from "../words/words";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function ageOf(seconds: number, words: Words, count: (value: number) => string): string {
  if (seconds < minute) return words.gate.ageNow;
  return seconds < hour ? words.gate.ageMinutes(count(seconds / minute)) : words.gate.ageHours(count(seconds / hour));
}

function lengthOf(seconds: number, words: Words, count: (value: number) => string): string {
  if (seconds < hour) return words.gate.lengthMinutes(count(seconds / minute));
  return seconds < 2 * day ? words.gate.lengthHours(count(seconds / hour)) : words.gate.lengthDays(count(seconds / day));
}

/** What a gate says of itself each minute, for people: what it still has to send, and what it has lost. */
export function GateHealth({ health }: { health: GateHealthItem }) {
  const [words, format, now] = [useWords(), useFormat(), useNow()];
  const count = (value: number) => format.count(Math.floor(value));
  const age = ageOf(health.outbox_oldest_s, words, count);
  const running = lengthOf(health.uptime_s, words, count);
  const lost = health.outbox_rejected > 0 || health.outbox_shed > 0;
  return (
    <section class="panel" aria-labelledby="health">
      <h2 id="health">{words.gate.health}</h2>
      {health.outbox_overfull && (
        <p class="note" role="alert">
          {words.gate.losing}
        </p>
      )}
      <dl class="facts">
        <Fact name={words.gate.checked} value={format.since(health.time, now)} />
        <Fact name={words.gate.unsent} value={health.outbox_depth === 0 ? words.gate.unsentNone : words.gate.unsentOf(count(health.outbox_depth), age)} />
        <Fact name={words.gate.running} value={running} />
        <Fact name={words.gate.disk} value={`${(health.disk_free_bytes / 1e9).toFixed(1)} GB`} />
        {health.outbox_rejected > 0 && <Fact name={words.gate.refused} value={count(health.outbox_rejected)} wrong />}
        {health.outbox_shed > 0 && <Fact name={words.gate.dropped} value={count(health.outbox_shed)} wrong />}
      </dl>
      {lost && !health.outbox_overfull && <p class="hint">{words.gate.callTechnician}</p>}
    </section>
  );
}

function Fact({ name, value, wrong = false }: { name: string; value: string; wrong?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={wrong ? "silent-word" : undefined}>{value}</dd>
    </div>
  );
}
