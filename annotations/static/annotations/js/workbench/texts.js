// What is written by hand: texts that are questions of their own, where one looked, the reason, the comment.

import { setText } from "./nodes.js";
import { tell } from "./words.js";

const PLACES = {
  texts: { read: (now, key) => now.texts[key] ?? "", write: (now, key, text) => { now.texts[key] = text; } },
  plain: { read: (now, key) => now[key], write: (now, key, text) => { now[key] = text; } },
};

/** Every field with `data-text`: `texts.<question>`, `searches`, `rationale`, `comment`. */
export class Texts {
  #fields = [...document.querySelectorAll("#answers [data-text]")].map((field) => {
    const [first, key] = field.dataset.text.split(".");
    return { field, key: key ?? first, place: PLACES[key ? first : "plain"], counter: document.querySelector(`[data-counter="${field.id}"]`) };
  });
  #before = null;

  constructor(state, moves) {
    Object.assign(this, { state, moves });
    for (const one of this.#fields) this.#listen(one);
  }

  draw() {
    for (const { field, key, place, counter } of this.#fields) {
      const text = place.read(this.state.record.now, key);
      if (field.value !== text) field.value = text;
      if (field !== document.activeElement) field.closest("[data-fold]")?.toggleAttribute("data-shown", text !== "");
      if (counter) setText(counter, tell("counted", { n: [...field.value].length, most: field.maxLength }));
    }
  }

  /** Put the caret into a field. */
  write(name) {
    const { field } = this.#fields.find(({ field: { dataset } }) => dataset.text === name);
    const fold = field.closest("[data-fold]");
    if (fold) fold.toggleAttribute("data-shown", true);
    const notes = field.closest("details");
    if (notes) notes.open = true;
    this.#focusPart(field);
    field.focus();
  }

  #listen(one) {
    const { state, moves } = this;
    one.field.addEventListener("focus", () => {
      this.#before = { id: state.record.id, now: structuredClone(state.record.now), text: one.place.read(state.record.now, one.key) };
      this.#focusPart(one.field);
    });
    one.field.addEventListener("input", () => {
      one.place.write(state.record.now, one.key, one.field.value);
      if (one.place === PLACES.texts) state.record.now.skip = "";
      moves.desk.draft(state.record);
      moves.page.answers();
    });
    one.field.addEventListener("blur", () => this.#keep(one));
    one.field.addEventListener("keydown", (event) => this.#onKey(one, event));
  }

  // A narrow page shows one part at a time: a field must be on it before it can take the caret.
  #focusPart(field) {
    const part = field.closest("[data-q]").dataset.q;
    if (part === this.state.question) return;
    this.state.question = part;
    this.moves.page.answers();
  }

  // One visit to a field is one step of the undo list.
  #keep({ key, place }) {
    const before = this.#before;
    this.#before = null;
    if (before && before.text !== place.read(this.state.records.get(before.id).now, key)) this.moves.history.push(before.id, before.now);
  }

  // Enter goes on as anywhere else, Shift+Enter begins a line.
  #onKey({ field }, event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const wasDone = this.#before ? this.state.isComplete(this.#before.now) : false;
    field.blur();
    this.moves.after(this.state.focused, wasDone, false);
  }
}
