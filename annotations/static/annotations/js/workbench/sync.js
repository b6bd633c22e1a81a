// Where the labels are: the word at the top, and the list of what is not stored yet with a way out for each.

import { download } from "../download.js";
import { toast } from "../toast.js";
import { fromTemplate, say, setAttribute, setText } from "./nodes.js";
import { tell, whyOf, words } from "./words.js";

const CALM = new Set(["saved", "waiting"]);

/** How a state looks where it has no look of its own. */
export const LOOKS = { stuck: "offline", signin: "offline", other: "offline", volatile: "waiting" };

/** What the word at the top says. */
export function stateOf({ stuck, waiting, kept = waiting, trouble }, isDurable) {
  if (trouble === "signin" || trouble === "other") return [trouble, kept + stuck];
  if (stuck) return ["stuck", stuck];
  if (trouble && kept) return [trouble, kept];
  if (waiting) return [isDurable ? "waiting" : "volatile", waiting];
  return ["saved", 0];
}

/** The word and the list. `parts`: `state`, `namer`, `outbox`, `moves`, `store`, `conflict`, `signIn`. */
export class Sync {
  #word = document.querySelector("[data-sync] .sync");
  #open = document.querySelector("[data-sync-open]");
  #list = document.querySelector("#sync-dialog [data-items]");
  #said = "";
  #drawn = "";

  constructor(parts) {
    Object.assign(this, parts);
    // The word changes with every label; read aloud each time it would drown the statements.
    this.#word.setAttribute("aria-live", "off");
    this.dialog = document.getElementById("sync-dialog");
    this.dialog.addEventListener("click", (event) => this.#onClick(event));
    this.#word.parentElement.addEventListener("click", () => this.show());
    this.#open.addEventListener("click", () => this.show());
  }

  /** Show a summary of the outbox. */
  draw(summary) {
    const [state, n] = stateOf(summary, this.store.isDurable);
    if (this.#drawn !== `${state} ${n}`) this.#tell(state, n);
    this.#drawn = `${state} ${n}`;
    if (this.dialog.open) this.#fill();
  }

  #tell(state, n) {
    this.#word.dataset.state = LOOKS[state] ?? state;
    setText(this.#word.querySelector("[data-sync-text]"), say(words.sync[state], { n }));
    setAttribute(this.#word.querySelector("use"), "href", CALM.has(state) ? "#i-cloud" : "#i-alert");
    this.#open.hidden = CALM.has(state);
    this.signIn.heard(state);
    this.dialog.querySelector("[data-sign-in]").hidden = !this.signIn.isNeeded;
    this.dialog.querySelector("[data-close-list]").classList.toggle("btn-primary", !this.signIn.isNeeded);
    if (this.#said !== state && this.signIn.isNeeded) toast(tell(state), { action: tell("signIn"), run: () => this.signIn.show(), stay: 0 });
    this.#said = state;
  }

  /** The choice between two versions where one waits, else the list. */
  show() {
    if (this.conflict.show()) return;
    this.#fill();
    if (!this.dialog.open) this.dialog.showModal();
  }

  #fill() {
    const { items } = this.outbox;
    this.#list.replaceChildren(...items.map((item) => this.#line(item)));
    this.dialog.querySelector("[data-none]").hidden = items.length > 0;
    this.dialog.querySelector("[value=download]").hidden = !items.length;
    this.dialog.querySelector("[value=retry]").hidden = !items.length || this.signIn.isNeeded;
  }

  #line(item) {
    const line = fromTemplate("t-item");
    const why = item.status === "stale" ? tell("overtaken") : whyOf(item);
    const seen = item.kind === "submit" ? tell("handIn") : `${tell("numbered", { n: item.number ?? "?" })} ${this.#describe(item)}`;
    line.querySelector("[data-say]").textContent = seen;
    line.querySelector("[data-why]").textContent = why;
    line.querySelector("[data-title]").textContent = item.title ?? "";
    line.querySelector("[value=drop]").hidden = item.status === "waiting";
    for (const button of line.querySelectorAll("button")) button.dataset.n = item.n;
    return line;
  }

  // Names of another article's people are not known here.
  #describe({ assignment, answers, action }) {
    if (!answers) return words.replies[action] ?? "";
    return assignment === this.state.payload.assignment.id ? this.namer.describe(answers) : "";
  }

  #onClick(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const item = this.outbox.items.find((one) => one.n === Number(button.dataset.n));
    if (button.value === "retry") this.outbox.release();
    else if (button.value === "download") download("unsent-labels.json", this.outbox.items);
    else if (button.value === "drop") this.outbox.drop((one) => one === item);
    else this.dialog.close();
    if (button.value === "sign-in") this.signIn.show();
    if (button.value === "show") this.#goTo(item);
  }

  #goTo(item) {
    if (this.state.records.has(item.statement)) this.moves.show(item.statement);
    else location.assign(`/assignments/${item.assignment}/${item.number ? `?s=${item.number}` : ""}`);
  }
}
