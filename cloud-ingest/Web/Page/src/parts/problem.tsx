import type { ComponentChildren } from "preact";
import type { Trouble } from "../api/client";
import type { Resource } from "../api/resource";
import { useFormat, useWords } from "../context";
import { Icon } from "../shell/icons";

/**
 * Why something can't be shown, and what to do.
 * @param whole It stands for the whole page.
 */
export function Problem({ trouble, again, whole = false }: { trouble: Trouble; again?: () => void; whole?: boolean }) {
  const words = useWords();
  const { title, text } = trouble.kind === "signed_out" ? words.state.unavailable : words.state[trouble.kind];
  return (
    <div class="problem" role="alert">
      <Icon of="alert" size={28} />
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{text}</p>
      {again && trouble.kind !== "forbidden" && (
        <button class="button" type="button" onClick={again}>
          {words.state.again}
        </button>
      )}
    </div>
  );
}

/** Grey shapes where data will be: `lines` of text, or a block `tall` px high. */
export function Skeleton({ lines = 3, tall }: { lines?: number; tall?: "chart" | "strip" | undefined }) {
  const words = useWords();
  return (
    <div class={`skeleton${tall ? ` skeleton-${tall}` : ""}`} role="status" aria-label={words.state.loading}>
      {!tall && Array.from({ length: lines }, (_, line) => <span key={line} />)}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <p>{children}</p>}
    </div>
  );
}

/** Shows what was asked for; before that a skeleton, on failure why, and of what could not be updated how old it is. */
export function Loaded<T>({ of, skeleton, children }: { of: Resource<T>; skeleton?: ComponentChildren; children: (data: T) => ComponentChildren }) {
  const [words, format] = [useWords(), useFormat()];
  if (of.data !== null)
    return (
      <>
        {of.trouble && of.at && (
          <p class="stale" role="status">
            <Icon of="alert" size={16} /> {words.state.stale(format.clock(of.at))}
          </p>
        )}
        {children(of.data)}
      </>
    );
  return of.trouble ? <Problem trouble={of.trouble} again={of.reload} /> : <>{skeleton ?? <Skeleton />}</>;
}
