// The end of an article: what is missing, handing in, and the way to the next one.

import { toast } from "../toast.js";
import { newId } from "./answers.js";
import { fromTemplate, setText } from "./nodes.js";
import { tell, whyOf } from "./words.js";

/** The panel at the end. Handing in is an item of the outbox behind the labels. `parts`: `state`, `outbox`, `ahead`. */
export class Finish {
  #panel = document.getElementById("end");
  #thanks = document.getElementById("thanks");
  #title = document.getElementById("thanks-title");
  #note = this.#panel.querySelector("[data-end-note]");
  #usual = this.#note.textContent;
  #shown = null;
  #goesOn = false;

  constructor(parts) {
    Object.assign(this, parts);
    for (const box of [this.#panel, this.#thanks]) {
      box.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        this.go();
      });
    }
  }

  /** Show the panel as it is now. */
  draw() {
    const { state } = this;
    if (this.#shown !== state.atEnd) {
      this.#shown = state.atEnd;
      document.querySelector(".wb-card").toggleAttribute("data-end", state.atEnd);
      this.#panel.hidden = !state.atEnd || state.mode === "read";
    }
    if (this.#panel.hidden) return;
    const missing = state.waiting;
    const total = state.statements.length;
    const said = missing.some((statement) => state.records.get(statement.id).open) ? "repliesMissing" : total === 1 ? "onlyMissing" : "someMissing";
    setText(this.#panel.querySelector("[data-end-title]"), missing.length ? tell(said, { n: missing.length, total }) : tell("allAnswered", { n: total, total }));
    this.#panel.querySelector("[data-missing]").replaceChildren(...missing.map((statement) => {
      const link = fromTemplate("t-missing");
      link.textContent = statement.number;
      link.dataset.s = statement.id;
      return link;
    }));
    this.#panel.querySelector("form").hidden = missing.length > 0;
    this.#note.hidden = missing.length > 0;
    setText(this.#note, this.#usual);
  }

  /** Enter at the end: hand in; after that, the next article. Neither waits for the network. */
  async go() {
    const { state, outbox } = this;
    if (!this.#thanks.hidden) this.#next();
    else if (state.atEnd && state.mode !== "read" && !state.waiting.length) {
      this.#show();
      // In the same breath: from the moment the panel is seen, the word at the top says that something waits.
      outbox.add({ kind: "submit", id: newId(), assignment: state.payload.assignment.id });
      await outbox.drop((one) => this.#isMine(one) && one.status !== "waiting");
    }
  }

  get #isPending() { return this.#thanks.hasAttribute("data-pending"); }

  #isMine({ kind, assignment }) { return kind === "submit" && assignment === this.state.payload.assignment.id; }

  // From now on nothing is changed here: what is made after handing in would come too late.
  #show() {
    this.state.mode = "read";
    this.#thanks.toggleAttribute("data-pending", true);
    this.#panel.hidden = true;
    this.#thanks.hidden = false;
    this.#thanks.focus();
  }

  /** Go on where a closed tab had handed in, and it waits still. */
  restore(items) {
    if (!items.some((one) => this.#isMine(one) && one.status === "waiting")) return;
    this.state.atEnd = true;
    this.#show();
  }

  /** Hear how much is not stored yet. */
  heard({ waiting }) {
    const before = waiting - 1; // the last one is the handing in itself
    if (this.#isPending) setText(this.#title, before > 0 ? tell("willSubmit", { n: before }) : tell("handIn"));
  }

  /** Hear of an item that was stored. */
  stored(item) {
    if (!this.#isMine(item)) return;
    this.#thanks.toggleAttribute("data-pending", false);
    setText(this.#title, tell("submitted"));
    if (this.#goesOn) this.#next();
  }

  /** Hear of an item that was refused: the labels are open again, and the reason is shown. */
  refused(item) {
    if (!this.#isMine(item)) return;
    Object.assign(this.state, { mode: this.state.payload.assignment.state === "returned" ? "returned" : "work", atEnd: true });
    this.#thanks.toggleAttribute("data-pending", false);
    this.#shown = null;
    this.#thanks.hidden = true;
    this.draw();
    setText(this.#note, whyOf(item));
  }

  // The article that was fetched ahead opens as soon as this browser keeps what was made; without one the server is asked,
  // when it has everything.
  async #next() {
    await this.outbox.settled();
    if (this.ahead.address) location.assign(this.ahead.address);
    else if (!this.#isPending) this.#thanks.querySelector("form").submit();
    else {
      this.#goesOn = true;
      toast(tell("nextLater"));
    }
  }
}
