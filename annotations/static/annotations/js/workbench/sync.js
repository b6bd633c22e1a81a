// Where the labels are: the word at the top, the list of what is not stored yet, and the choice between two versions.

import { canonical, newId } from "./answers.js";
import { chooser } from "./dialogs.js";
import { fromTemplate, setAttribute, setText } from "./nodes.js";
import { tell, words } from "./words.js";
import { say } from "./nodes.js";

/** What the word at the top says. */
export function stateOf({ stuck, waiting, trouble }, isDurable) {
  if (stuck) return ["stuck", stuck];
  if (trouble) return [trouble, waiting];
  if (waiting) return [isDurable ? "waiting" : "volatile", waiting];
  return ["saved", 0];
}

/** The list of what is not stored, with a way out for each; and the conflict dialog. */
export class Sync {
  #word = document.querySelector("[data-sync] .sync");
  #open = document.querySelector("[data-sync-open]");
  #list = document.querySelector("#sync-dialog [data-items]");

  constructor(parts) {
    Object.assign(this, parts);
    // The word changes with every label; read aloud each time it would drown the statements.
    this.#word.setAttribute("aria-live", "off");
    this.dialog = document.getElementById("sync-dialog");
    this.dialog.addEventListener("click", (event) => this.#onClick(event));
    this.#open.addEventListener("click", () => this.show());
  }

  /** Show a summary of the outbox. */
  draw(summary) {
    const [state, n] = stateOf(summary, this.store.isDurable);
    this.#word.dataset.state = { stuck: "offline", signin: "offline", volatile: "waiting" }[state] ?? state;
    setText(this.#word.querySelector("[data-sync-text]"), say(words.sync[state], { n }));
    setAttribute(this.#word.querySelector("use"), "href", state === "saved" || state === "waiting" ? "#i-cloud" : "#i-alert");
    this.#open.hidden = state === "saved" || state === "waiting";
    document.querySelector("#sync-dialog [data-sign-in]").hidden = summary.trouble !== "signin";
    if (this.dialog.open) this.#fill();
  }

  show() {
    const overtaken = this.outbox.items.find((item) => item.status === "stale");
    if (overtaken) return this.#conflict(overtaken);
    this.#fill();
    return this.dialog.showModal();
  }

  #fill() {
    this.#list.replaceChildren(...this.outbox.items.map((item) => {
      const line = fromTemplate("t-item");
      const n = this.state.statements.find((one) => one.id === item.statement)?.number ?? "?";
      const why = item.why ?? this.namer.describe(item.answers);
      line.querySelector("[data-say]").textContent = tell("parked", { n, why });
      for (const button of line.querySelectorAll("button")) button.dataset.n = item.n;
      return line;
    }));
  }

  #onClick(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const item = this.outbox.items.find((one) => one.n === Number(button.dataset.n));
    if (button.value === "retry") this.outbox.release();
    else if (button.value === "download") this.#download();
    else if (button.value === "drop") this.outbox.drop((one) => one === item);
    else this.dialog.close();
    if (button.value === "show" && this.state.records.has(item?.statement)) this.moves.show(item.statement);
  }

  // Last resort: everything unsent as a file.
  #download() {
    const file = new Blob([JSON.stringify(this.outbox.items, null, 2)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "unsent-labels.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #conflict(item) {
    const record = this.state.records.get(item.statement);
    if (!record) return;
    const stored = item.current ?? { seq: 0, answers: null };
    const dialog = document.getElementById("conflict-dialog");
    const n = this.state.statements.find((one) => one.id === item.statement).number;
    setText(document.getElementById("conflict-title"), tell("stale", { n }));
    setText(dialog.querySelector("[data-mine]"), this.namer.describe(record.now));
    setText(dialog.querySelector("[data-stored]"), this.namer.describe(stored.answers));
    dialog.onclick = async (event) => {
      const value = event.target.closest("button")?.value;
      if (!value) return;
      dialog.close();
      await this.outbox.drop((one) => one.statement === item.statement);
      this.#resolve(record, stored, value === "mine");
    };
    dialog.showModal();
  }

  #resolve(record, stored, mine) {
    Object.assign(record, { seq: stored.seq, saved: canonical(stored.answers ?? {}) });
    if (mine) this.desk.commit(record);
    else record.now = canonical(stored.answers ?? {});
    this.page.mark(record.id);
    this.page.all();
  }
}
