import { live } from "../api/live";
import { useFormat, useWords } from "../context";
import { useStore } from "../store";
import { Icon } from "./icons";

/** Whether what is shown is of this moment; when not, of which. */
export function LiveMark() {
  const [words, format, state] = [useWords(), useFormat(), useStore(live)];
  if (state.status === "off") return null;
  const time = state.at ? format.clock(state.at) : null;
  if (state.status === "lost" || state.status === "trouble") {
    const text = state.status === "lost" ? words.live.lost : words.live.trouble;
    const whole = time === null ? text : state.status === "lost" ? words.live.lostSince(time) : words.live.troubleSince(time);
    return (
      <p class="live live-lost" role="status">
        <Icon of="alert" size={16} />
        <span>{whole}</span>
      </p>
    );
  }
  return (
    <p class={`live live-${state.status}`}>
      <span class="live-dot" aria-hidden="true" />
      <span class="live-word">{state.status === "live" ? words.live.live : words.live.connecting}</span>
      {time && <span class="live-time">{words.live.asOf(time)}</span>}
    </p>
  );
}
