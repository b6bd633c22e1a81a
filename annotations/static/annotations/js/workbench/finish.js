// The end of an article: what is missing, handing in, and the way to the next one.

import { fromTemplate, setText } from "./nodes.js";
import { tell } from "./words.js";

/** The panel at the end. Handing in waits until everything is stored. */
export class Finish {
  #panel = document.getElementById("end");
  #thanks = document.getElementById("thanks");
  #note = this.#panel.querySelector("[data-end-note]");
  #usual = this.#note.textContent;
  #shown = null;
  #wanted = false;
  #busy = false;

  constructor(state, server) {
    Object.assign(this, { state, server, unsent: 0 });
    this.#panel.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.go();
    });
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
    const said = missing.some((statement) => state.records.get(statement.id).open) ? "repliesMissing" : "someMissing";
    setText(this.#panel.querySelector("[data-end-title]"), missing.length ? tell(said, { n: missing.length, total }) : tell("allAnswered", { total }));
    this.#panel.querySelector("[data-missing]").replaceChildren(...missing.map((statement) => {
      const link = fromTemplate("t-missing");
      link.textContent = statement.number;
      link.dataset.s = statement.id;
      return link;
    }));
    this.#panel.querySelector("form").hidden = missing.length > 0;
    this.#note.hidden = missing.length > 0;
    if (!this.#wanted) setText(this.#note, this.#usual);
  }

  /** Enter at the end: hand in; after that, the next article. */
  go() {
    if (!this.#thanks.hidden) this.#thanks.querySelector("form").requestSubmit();
    else if (this.state.atEnd && this.state.mode !== "read" && !this.state.waiting.length) {
      this.#wanted = true;
      this.#send();
    }
  }

  /** Hear how much is not stored yet; hand in as soon as nothing is. */
  heard({ waiting, stuck }) {
    this.unsent = waiting + stuck;
    if (this.#wanted) this.#send();
  }

  async #send() {
    if (this.unsent || !navigator.onLine) {
      setText(this.#note, tell("willSubmit", { n: this.unsent }));
      return;
    }
    if (this.#busy) return;
    this.#busy = true;
    const outcome = await this.server.request("POST", `assignments/${this.state.payload.assignment.id}/submit`, {});
    this.#busy = false;
    if (outcome.kind === "stored") this.#done();
    else if (outcome.kind === "refused") {
      this.#wanted = false;
      setText(this.#note, outcome.why);
    } else {
      setText(this.#note, tell(outcome.kind === "signin" ? "signInFirst" : "willSubmitLater"));
      setTimeout(() => this.#wanted && this.#send(), 3000);
    }
  }

  #done() {
    this.#wanted = false;
    this.state.mode = "read";
    this.#panel.hidden = true;
    this.#thanks.hidden = false;
    this.#thanks.focus();
  }
}
