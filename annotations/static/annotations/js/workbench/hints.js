// The line under a question: what the label under the pointer or the keyboard means, what the answer still needs, what the
// label means that was chosen last. It is there from the beginning, so that nothing moves.

import { setAttribute, setText } from "./nodes.js";

/** The lines of all questions. */
export class Hints {
  #lines = [...document.querySelectorAll("#answers [data-line]")].map((line) => ({ line, key: line.dataset.line }));
  #looked = {};

  constructor(state, namer) {
    Object.assign(this, { state, namer });
    const form = document.getElementById("answers");
    for (const type of ["pointerover", "focusin"]) form.addEventListener(type, (event) => this.#look(event.target));
    for (const type of ["pointerout", "focusout"]) form.addEventListener(type, () => this.#look(null));
  }

  #look(node) {
    const option = node?.closest?.(".opt[data-key]");
    const looked = option ? { question: option.closest("[data-q]").dataset.q, key: option.dataset.key } : {};
    if (looked.key === this.#looked.key && looked.question === this.#looked.question) return;
    this.#looked = looked;
    this.draw();
  }

  draw() {
    const missing = this.state.missing.filter(({ what, question }) => what.length && question);
    for (const { line, key } of this.#lines) {
      const looked = this.#looked.question === key && this.#meaning(key, this.#looked.key);
      const needs = looked ? [] : missing.filter(({ question }) => question.key === key);
      setAttribute(line, "data-needs", needs.length > 0);
      setText(line, looked || needs.map((need) => this.namer.need(need)).join(" ") || this.#chosen(key, this.state.record.now.labels[key] ?? []));
    }
  }

  /** Of several it says which it is about. */
  #chosen(question, keys) {
    const meaning = this.#meaning(question, keys.at(-1));
    return meaning && keys.length > 1 ? `${this.namer.label(question, keys.at(-1)).name}: ${meaning}` : meaning;
  }

  #meaning(question, key) {
    const label = key && this.namer.label(question, key);
    return label ? [label.definition, label.example].filter(Boolean).join(" ") : "";
  }
}
