import { render } from "preact";
import { App } from "./app";
import { startListening } from "./api/live";
import { startRouting } from "./route";
import { startSession } from "./session";
import { startLanguage } from "./words/words";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/parts.css";
import "./styles/views.css";
import "./styles/print.css";

startLanguage();
startRouting();
startListening();
void startSession();
render(<App />, document.getElementById("page")!);
