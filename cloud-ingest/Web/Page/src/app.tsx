import { useEffect } from "preact/hooks";
import { Trouble } from "./api/client";
import { Problem } from "./parts/problem";
import { session, startSession } from "./session";
import { Shell } from "./shell/shell";
import { useStore } from "./store";
import { SignIn } from "./views/signIn";

/** While the service can't be reached, it is asked again so often, ms. */
const retry = 10_000;

export function App() {
  const item = useStore(session);
  const troubled = item instanceof Trouble;
  useEffect(() => {
    if (!troubled) return;
    const timer = setInterval(() => void startSession(), retry);
    return () => clearInterval(timer);
  }, [troubled]);
  if (item === "unknown") return <div class="starting" aria-busy="true" />;
  if (item instanceof Trouble)
    return (
      <main class="alone">
        <Problem trouble={item} again={() => void startSession()} whole />
      </main>
    );
  return item === null ? <SignIn /> : <Shell key={item.name} />;
}
