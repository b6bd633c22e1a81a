// Where the edits are: the word at the top, and the list of what was not stored, with both versions and a way out for each.

import { fromTemplate, say, setAttribute, setText } from "../workbench/nodes.js";
import { LOOKS, stateOf } from "../workbench/sync.js";
import { tell, words } from "../workbench/words.js";

/** `parts`: `desk`, `queue`, `store`, `signIn`; `again(item)` does an edit once more on the split as it is now. */
export class Sync {
  #word = document.querySelector("[data-sync] .sync");
  #open = document.querySelector("[data-sync-open]");
  #dialog = document.getElementById("sync-dialog");
  #list = document.querySelector("#sync-dialog [data-items]");

  constructor(parts) {
    Object.assign(this, parts);
    this.#word.setAttribute("aria-live", "off");
    this.#open.addEventListener("click", () => this.show());
    this.#dialog.addEventListener("click", (event) => this.#onClick(event));
  }

  draw(summary) {
    const [state, n] = stateOf(summary, this.store.isDurable);
    this.#word.dataset.state = LOOKS[state] ?? state;
    setText(this.#word.querySelector("[data-sync-text]"), say(words.sync[state], { n }));
    setAttribute(this.#word.querySelector("use"), "href", state === "saved" || state === "waiting" ? "#i-cloud" : "#i-alert");
    this.#open.hidden = state === "saved" || state === "waiting";
    this.signIn.heard(state);
    this.#dialog.querySelector("[data-sign-in]").hidden = !this.signIn.isNeeded;
    if (this.#dialog.open) this.#fill();
  }

  show() {
    this.#fill();
    document.getElementById("toasts").replaceChildren();
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #fill() {
    this.#list.replaceChildren(...this.queue.items.map((item) => this.#line(item)));
    this.#dialog.querySelector("[value=retry]").hidden = !this.queue.waiting.length;
  }

  #line(item) {
    const line = fromTemplate("t-item");
    const isStuck = item.status !== "waiting";
    line.dataset.id = item.id;
    line.querySelector("[data-say]").textContent = item.says;
    line.querySelector("[data-reason]").textContent = item.status === "refused" ? item.why : item.status === "stale" ? tell("stale") : "";
    line.querySelector("[data-versions]").hidden = item.status !== "stale";
    line.querySelector("[data-mine]").textContent = item.seen ?? "";
    line.querySelector("[data-stored]").textContent = this.desk.picture(item.span);
    line.querySelector("[value=again]").hidden = !isStuck;
    line.querySelector("[value=drop]").hidden = !isStuck;
    return line;
  }

  async #onClick(event) {
    const button = event.target.closest("button");
    if (event.target === this.#dialog || (button && !button.value)) return this.#dialog.close();
    if (!button) return null;
    const item = this.queue.items.find((one) => one.id === button.closest("[data-id]")?.dataset.id);
    if (button.value === "retry") return this.queue.retry();
    if (button.value === "sign-in") return this.signIn.show();
    if (button.value === "again") this.again(item);
    await this.queue.drop(item);
    this.#fill();
    if (!this.queue.stuck.length) this.#dialog.close();
    return null;
  }
}
