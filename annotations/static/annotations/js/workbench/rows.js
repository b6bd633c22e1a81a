// The stance lines of the card: holder → target, and what side is taken.

import { markOf } from "../monograms.js";
import { fromTemplate, setAttribute, setText } from "./nodes.js";
import { words } from "./words.js";

const PARTS = {
  intensity: (row, value) => row.intensity === Number(value),
  implied: (row) => row.explicit === false,
};

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
    for (const input of line.querySelectorAll("input")) input.name = `${input.name.split("-")[0]}-${index}`;
    return line;
  }

  #fill(line, row, index, count) {
    const [holder, target] = line.querySelectorAll("[data-pick]");
    const { entities } = this.state;
    this.#pin(holder, this.namer.holder(row), row.holder_kind === "author" ? "author" : entities.get(row.holder) ?? null);
    this.#pin(target, this.namer.target(row) || words.say.noTarget, entities.get(row.target));
    for (const input of line.querySelectorAll("input")) {
      const checked = input.dataset.part ? PARTS[input.dataset.part](row, input.value) : input.value === row.polarity;
      if (input.checked !== checked) input.checked = checked;
      if (input.disabled !== !this.state.canEdit) input.disabled = !this.state.canEdit;
    }
    line.querySelector("[data-more]").hidden = !row.polarity || (!this.state.isGraded && !row.intensity && row.explicit);
    setAttribute(line, "data-active", index === this.state.activeRow());
    line.querySelector("[data-act=dropStance]").hidden = count < 2 || !this.state.canEdit;
  }

  // `who` is what `markOf` draws; undefined draws nothing, as for a proposition.
  #pin(pin, name, who) {
    setText(pin.querySelector("[data-name]"), name);
    const mark = pin.querySelector("[data-mark]");
    const key = who?.id ?? who ?? `${who}`;
    if (mark.dataset.mark !== key) {
      mark.dataset.mark = key;
      mark.replaceChildren(...(who === undefined ? [] : [markOf(who)]));
    }
    pin.disabled = !this.state.canEdit;
  }
}
