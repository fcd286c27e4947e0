import { Trouble } from "./api/client";
import { Problem } from "./parts/problem";
import { session, startSession } from "./session";
import { Shell } from "./shell/shell";
import { useStore } from "./store";
import { SignIn } from "./views/signIn";

export function App() {
  const item = useStore(session);
  if (item === "unknown") return <div class="starting" aria-busy="true" />;
  if (item instanceof Trouble)
    return (
      <main class="alone">
        <Problem trouble={item} again={() => void startSession()} />
      </main>
    );
  return item === null ? <SignIn /> : <Shell key={item.name} />;
}
