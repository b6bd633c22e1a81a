// The stance lines of the card: holder → target, and what side is taken.

import { fromTemplate, markOf, setAttribute, setText } from "./nodes.js";
import { words } from "./words.js";

/** The lines of the current statement; `draw` keeps the line elements it has and writes what differs. */
export class Rows {
  #box = document.querySelector("[data-rows]");

  constructor(state, namer) {
    this.state = state;
    this.namer = namer;
    this.#box?.replaceChildren();
  }

  draw() {
    if (!this.#box) return;
    const rows = this.state.rows();
    while (this.#box.children.length > rows.length) this.#box.lastElementChild.remove();
    while (this.#box.children.length < rows.length) this.#box.append(this.#new(this.#box.children.length));
    rows.forEach((row, index) => this.#fill(this.#box.children[index], row, index, rows.length));
  }

  #new(index) {
    const line = fromTemplate("t-stance");
    line.dataset.row = index;
    for (const input of line.querySelectorAll("input[type=radio]")) input.name = `polarity-${index}`;
    for (const plain of line.querySelectorAll(".no-script")) plain.remove();
    return line;
  }

  #fill(line, row, index, count) {
    const [holder, target] = line.querySelectorAll("[data-pick]");
    this.#pin(holder, this.namer.holder(row), row.holder);
    this.#pin(target, this.namer.target(row) || words.say.noTarget, row.target_kind === "entity" ? row.target : "none");
    for (const input of line.querySelectorAll("input[type=radio]")) {
      const checked = input.value === row.polarity;
      if (input.checked !== checked) input.checked = checked;
      if (input.disabled !== !this.state.canEdit) input.disabled = !this.state.canEdit;
    }
    setAttribute(line, "data-active", index === this.state.activeRow());
    line.querySelector("[data-act=dropStance]").hidden = count < 2 || !this.state.canEdit;
  }

  #pin(pin, name, id) {
    setText(pin.querySelector("[data-name]"), name);
    const mark = pin.querySelector("[data-mark]");
    const key = id ?? "author";
    if (mark.dataset.mark !== key) {
      mark.dataset.mark = key;
      mark.replaceChildren(markOf(id));
    }
    pin.disabled = !this.state.canEdit;
  }
}
