// The article and the row of numbers: which statement is lit, and how each one looks. Only attributes and text move.

import { Pause } from "./later.js";
import { fromTemplate, setAttribute, setText } from "./nodes.js";
import { Spine } from "./spine.js";
import { tell } from "./words.js";

/** The marks of all statements; `draw` touches one of them, `light` the former and the new current one. */
export class Marks {
  #nodes = new Map();
  #spine = new Spine();
  #lit = null;
  #figure = document.querySelector("[data-figure]");
  #today = document.querySelector("[data-today]");
  #meter = document.querySelector("[data-meter] rect");
  #title = new Pause(() => { document.title = `${this.#place()} · ${this.state.payload.article.title} · Factcheck`; });

  constructor(state, namer, heights) {
    Object.assign(this, { state, namer, heights });
    const texts = new Map([...document.querySelectorAll(".stmt[data-s]")].map((text) => [text.dataset.s, text]));
    for (const { id, number } of state.statements) {
      const text = texts.get(id);
      const spine = this.#spine.pip(number);
      spine.dataset.s = id;
      this.#nodes.set(id, { text, spine, seals: [text.firstElementChild, spine] });
    }
    this.#lit = state.statement.id;
  }

  /** Where a statement stands in the text. */
  text(id) { return this.#nodes.get(id).text; }

  /** The words of a statement, copied from the text: its number stands before them. */
  copy(id) { return [...this.text(id).childNodes].slice(1).map((node) => node.cloneNode(true)); }

  /** Show what was answered on one statement. */
  draw(id) {
    const { text, spine, seals } = this.#nodes.get(id);
    const record = this.state.records.get(id);
    const answers = record.now;
    const skipped = answers.skip !== "";
    const polarity = answers.stances.length ? this.namer.polarity(answers.stances[0]).style : answers.no_stance ? "nostance" : "";
    const seal = skipped ? "" : this.namer.chosen(answers)[0]?.style ?? "";
    const brief = this.namer.brief(answers);
    setAttribute(text, "data-v", skipped ? "" : polarity);
    setAttribute(text, "data-skipped", skipped);
    for (const node of seals) {
      setAttribute(node, "data-v", seal);
      setAttribute(node, "data-skipped", skipped);
      setAttribute(drawing(node), "href", skipped ? "#i-skip" : `#g-${seal || "unverified"}`);
    }
    record.isComplete = this.state.isComplete(answers);
    const isHalf = brief !== "" && !record.isComplete;
    const heard = isHalf ? `${brief}, ${tell("half")}` : brief;
    setAttribute(spine, "data-returned", record.open);
    setAttribute(spine, "data-half", isHalf);
    setAttribute(spine, "aria-label", `${spine.textContent.trim()}${heard && ": "}${heard}`);
    setText(words(seals[0]), heard);
  }

  /** Move the marker to the current statement. */
  light() {
    const { id, number } = this.state.statement;
    if (id !== this.#lit) this.text(this.#lit).removeAttribute("aria-current");
    setAttribute(this.text(id), "aria-current", "step");
    this.#spine.light(number);
    this.#lit = id;
  }

  /** Bring the current statement into view: last of all, because asking where it is lays the page out. */
  reveal() {
    const text = this.text(this.state.statement.id);
    this.heights.above(text);
    text.parentElement.scrollIntoView({ block: "nearest" });
    this.#spine.reveal();
  }

  /** The figures at the top, and the title of the tab. */
  count() {
    const { state } = this;
    const total = state.statements.length;
    const done = state.done;
    setText(this.#figure, String(done));
    setText(this.#today, String(state.today));
    setAttribute(this.#meter, "width", `${((100 * done) / total).toFixed(2)}%`);
    this.#title.soon();
  }

  #place() { return tell("position", { n: this.state.statement.number, total: this.state.statements.length }); }
}

// A statement that was never answered has neither a drawing nor words: on a cold page there would be hundreds that nobody sees.
function drawing(seal) {
  if (!seal.querySelector("use")) seal.prepend(fromTemplate("t-glyph"));
  return seal.querySelector("use");
}

function words(seal) {
  if (!seal.querySelector("[data-words]")) seal.append(fromTemplate("t-words"));
  return seal.lastElementChild;
}
