import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../context";
import { Icon } from "../shell/icons";

/** The browser's own dialog: it keeps the focus, Escape closes it, and what is behind can't be reached. */
export function Dialog({ title, onClose, children, wide = false }: { title: string; onClose: () => void; children: ComponentChildren; wide?: boolean }) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // Closing it, not only taking it away, gives the focus back to where it was.
    const now = dialog.current;
    now?.showModal();
    return () => now?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog${wide ? " dialog-wide" : ""}`}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="dialog-in">
        <header class="dialog-top">
          <h2>{title}</h2>
          <button class="button button-icon" type="button" aria-label={words.state.close} onClick={onClose}>
            <Icon of="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
