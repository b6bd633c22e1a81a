// Two versions of one statement: both are shown, and the person chooses.

import { canonical, same } from "./answers.js";
import { setText } from "./nodes.js";
import { tell } from "./words.js";

/** The choice. `parts`: `state`, `page`, `namer`, `marks`, `outbox`, `desk`. */
export class Conflict {
  #dialog = document.getElementById("conflict-dialog");

  constructor(parts) {
    Object.assign(this, parts);
    this.#dialog.addEventListener("click", (event) => {
      const value = event.target.closest("button")?.value;
      if (value) this.#choose(value === "mine");
    });
  }

  /** Ask about the first statement of this article that was overtaken; whether there is one. */
  show() {
    const item = this.outbox.items.find((one) => one.status === "stale" && this.state.records.has(one.statement));
    if (!item) return false;
    const record = this.state.records.get(item.statement);
    const last = this.outbox.items.findLast((one) => one.statement === item.statement && one.answers);
    // Several unsent versions may each have met another stored one; the newest of those counts.
    const met = this.outbox.items.filter((one) => one.status === "stale" && one.statement === item.statement).map(({ current }) => current ?? { seq: 0, answers: null });
    const stored = met.reduce((newest, one) => (one.seq > newest.seq ? one : newest));
    // After a reload the page shows the stored version: what was made here is the newest unsent one, unless it was changed since.
    const mine = same(record.now, record.saved) ? last.answers : record.now;
    this.pair = { record, stored, mine: structuredClone(mine) };
    setText(document.getElementById("conflict-title"), tell("stale", { n: item.number ?? "?" }));
    this.#dialog.querySelector("[data-quote]").replaceChildren(...this.marks.copy(item.statement));
    setText(this.#dialog.querySelector("[data-mine]"), this.namer.describe(mine));
    setText(this.#dialog.querySelector("[data-stored]"), this.namer.describe(stored.answers));
    if (!this.#dialog.open) this.#dialog.showModal();
    return true;
  }

  // The chosen version goes into the outbox before the others leave it, so that there is no moment in which it is nowhere.
  async #choose(isMine) {
    const { record, stored, mine } = this.pair;
    const overtaken = new Set(this.outbox.items.filter((one) => one.statement === record.id).map((one) => one.id));
    this.#dialog.close();
    Object.assign(record, { seq: stored.seq, saved: canonical(stored.answers ?? {}), now: canonical(isMine ? mine : stored.answers ?? {}) });
    if (isMine) this.desk.commit(record);
    else this.desk.draft(record);
    this.page.mark(record.id);
    this.page.all();
    await this.outbox.settled();
    await this.outbox.drop((one) => overtaken.has(one.id));
  }
}
