// A list that narrows as one types, all of it by keyboard (combobox with listbox): who speaks, who takes a side, on what.

import { markOf } from "./monograms.js";
import { fromTemplate } from "./workbench/nodes.js";

const SHOWN = 60;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** The dialog. An option is `{name, value}` and, where it has them, `mark` (see monograms.js), `other` names, its `kind`. */
export class Combobox {
  #dialog = document.getElementById("pick-dialog");
  #input = document.getElementById("pick-input");
  #list = document.getElementById("pick-list");
  #options = [];
  #at = 0;

  constructor() {
    this.#input.addEventListener("input", () => this.#narrow());
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take([...this.#list.children].indexOf(option));
      else if (event.target === this.#dialog) this.#dialog.close();
    });
  }

  /** Offer the `options`, and what `extra(typed, isKnown)` adds to those found; `done` is given the value of the one chosen. */
  open({ options, done, extra = () => [], title = "" }) {
    Object.assign(this, { options, done, extra });
    if (title) document.getElementById("pick-title").textContent = title;
    this.#input.value = "";
    this.#narrow();
    this.#dialog.showModal();
    this.#input.focus();
  }

  #narrow() {
    const typed = this.#input.value.trim().replace(/\s+/gu, " ");
    const wanted = fold(typed);
    const rank = ({ name }) => [fold(name).startsWith(wanted), ` ${fold(name)}`.includes(` ${wanted}`), true].indexOf(true);
    const found = this.options.filter(({ name, other = [] }) => [name, ...other].some((one) => fold(one).includes(wanted)));
    if (wanted) found.sort((one, other) => rank(one) - rank(other));
    const isKnown = found.some(({ name }) => fold(name) === wanted);
    this.#options = [...found.slice(0, SHOWN), ...(typed ? this.extra(typed, isKnown) : [])];
    this.#list.replaceChildren(...this.#options.map((option, index) => this.#item(option, index)));
    this.#light(0);
  }

  #item({ name, mark, kind = "" }, index) {
    const item = fromTemplate("t-option");
    item.id = `pick-${index}`;
    if (mark !== undefined) item.querySelector("[data-mark]").append(markOf(mark));
    item.querySelector("[data-name]").textContent = name;
    item.querySelector("[data-kind]").textContent = kind;
    return item;
  }

  #light(at) {
    this.#list.children[this.#at]?.setAttribute("aria-selected", "false");
    this.#at = Math.max(0, Math.min(at, this.#options.length - 1));
    const item = this.#list.children[this.#at];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", item?.id ?? "");
  }

  #onKey(event) {
    // Until the next frame the focus is still in a dialog that has just closed; a fast key is meant for the page.
    if (event.isComposing || !this.#dialog.open) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by) this.#light(this.#at + by);
    else if (event.key === "Enter") this.#take(this.#at);
    else return;
    event.preventDefault();
  }

  #take(at) {
    const option = this.#options[at];
    if (!option) return;
    this.#dialog.close();
    this.done(option.value);
  }
}
