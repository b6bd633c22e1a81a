// The bar under the text while something is being pointed at: words to mark, or another statement to link to.

import { setText } from "../workbench/nodes.js";
import { tell } from "../workbench/words.js";

/** One thing asked at a time: `mark(…)` ends with a span, `pick(…)` with a row. */
export class Mode {
  #bar = document.getElementById("mode");
  #number = document.getElementById("mode-number");
  #type = document.getElementById("mode-type");
  #asked = null;

  constructor({ desk, caret, announce, back, shown }) {
    Object.assign(this, { desk, caret, announce, back, shown });
    this.#bar.addEventListener("submit", (event) => { event.preventDefault(); this.take(); });
    this.#bar.addEventListener("click", (event) => {
      const act = event.target.closest("[data-mode]")?.dataset.mode;
      if (act === "cancel") this.cancel();
      else if (act === "skip") this.#finish(null);
    });
    this.#bar.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.cancel();
    });
    this.#number.addEventListener("input", () => this.show());
    document.addEventListener("selectionchange", () => this.isMarking && this.show());
  }

  get isOpen() { return this.#asked !== null; }
  get isMarking() { return this.#asked?.kind === "mark"; }
  get isPicking() { return this.#asked !== null && !this.isMarking; }

  /** Mark words. `done(span)`; null when they are left out, which only `skip` offers. */
  mark(say, done, { skip = false, cancelled = () => {} } = {}) {
    this.#open({ kind: "mark", say, done, cancelled }, { mark: true, skip });
    if (!this.caret.selected) this.caret.move(this.desk.caret);
  }

  /** Point at another statement. `done(row, type)`; `link` also asks how they relate. */
  pick(say, done, { link = false } = {}) {
    this.#number.value = "";
    this.#open({ kind: "pick", say, done, cancelled: () => {} }, { pick: true, link });
    this.#number.focus();
  }

  #open(asked, shows) {
    this.#asked = asked;
    this.desk.isRoaming = asked.kind === "mark";
    for (const node of this.#bar.querySelectorAll("[data-how]")) node.hidden = !shows[node.dataset.how];
    setText(this.#bar.querySelector("[data-say]"), asked.say);
    this.#bar.hidden = false;
    document.documentElement.dataset.mode = asked.kind;
    this.announce(asked.say);
    this.show();
    this.shown();
  }

  /** What would be taken now, shown in the bar. */
  show() {
    const { text } = this.desk;
    const span = this.isMarking ? this.caret.selected : null;
    const row = this.isMarking ? null : this.#row;
    const shown = span ? text.brief(...span, 160) : row ? text.brief(row.start, row.end, 160) : "";
    setText(this.#bar.querySelector("[data-marked]"), shown);
    this.#bar.querySelector("[data-mode=take]").disabled = !shown;
  }

  get #row() { return this.desk.numbered(Number(this.#number.value)); }

  /** A row was clicked while one is asked for. */
  point(row) {
    if (row.n === null) return;
    this.#number.value = String(row.n);
    this.show();
    this.take();
  }

  /** Begin to mark where the caret is. */
  begin() {
    this.caret.anchor();
    this.announce(tell("beginsAt", { word: this.desk.text.wordAt(this.desk.caret, this.desk.text.length) }));
  }

  take() {
    if (this.isMarking) {
      const span = this.caret.selected;
      if (span) this.#finish(span);
    } else if (this.#row) this.#finish(this.#row, this.#type.value);
    else this.announce(tell("noSuch", { n: this.#number.value }));
  }

  #finish(...found) {
    const { done } = this.#asked;
    this.#close();
    done(...found);
  }

  cancel() {
    const { cancelled } = this.#asked;
    this.#close();
    cancelled();
  }

  #close() {
    this.#asked = null;
    this.desk.isRoaming = false;
    this.#bar.hidden = true;
    delete document.documentElement.dataset.mode;
    this.caret.anchor(false);
    this.desk.hold(this.desk.at);
    this.caret.draw();
    this.back();
  }
}
