// Who speaks: a list that narrows as one types (combobox with listbox); a name that is not in it is made, with its kind.

import { chooser } from "../workbench/dialogs.js";
import { fromTemplate } from "../workbench/nodes.js";
import { tell, words } from "../workbench/words.js";
import { markOf } from "./marks.js";

const SHOWN = 60;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** `open(done, {voice, create})` gives `done` an entity's id, `"author"`, null for nobody, or `{name, kind}`. */
export class Picker {
  #dialog = document.getElementById("pick-dialog");
  #input = document.getElementById("pick-input");
  #list = document.getElementById("pick-list");
  #options = [];
  #at = 0;
  #name = "";

  constructor(desk) {
    this.desk = desk;
    this.kinds = chooser("kind-dialog", (kind, dialog) => {
      dialog.close();
      this.done({ name: this.#name, kind });
    });
    this.#input.addEventListener("input", () => this.#narrow());
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take([...this.#list.children].indexOf(option));
      else if (event.target === this.#dialog) this.#dialog.close();
    });
  }

  open(done, { voice = true, create = true } = {}) {
    Object.assign(this, { done, voice, create });
    this.#input.value = "";
    this.#narrow();
    this.#dialog.showModal();
    this.#input.focus();
  }

  // Whoever speaks most in this article stands first.
  #all() {
    const { split } = this.desk;
    const times = new Map();
    for (const { speaker } of [...split.statements, ...split.attributions]) if (speaker) times.set(speaker, (times.get(speaker) ?? 0) + 1);
    const people = [...split.entities].sort((one, other) => (times.get(other.id) ?? 0) - (times.get(one.id) ?? 0));
    const named = people.map((one) => ({ mark: one, name: one.name, other: one.aliases ?? [], kind: words.kinds[one.kind] ?? "", value: one.id }));
    const author = this.voice ? [{ mark: "author", name: tell("author"), other: [], kind: "", value: "author" }] : [];
    return [...named.slice(0, 3), ...author, ...named.slice(3), { mark: null, name: tell("nobody"), other: [], kind: "", value: null }];
  }

  #narrow() {
    const typed = this.#input.value.trim().replace(/\s+/gu, " ");
    const wanted = fold(typed);
    const rank = ({ name }) => [fold(name).startsWith(wanted), ` ${fold(name)}`.includes(` ${wanted}`), true].indexOf(true);
    const found = this.#all().filter(({ name, other }) => [name, ...other].some((one) => fold(one).includes(wanted)));
    if (wanted) found.sort((one, other) => rank(one) - rank(other));
    this.#options = found.slice(0, SHOWN);
    const isKnown = found.some(({ name }) => fold(name) === wanted);
    if (typed && this.create && !isKnown) this.#options.push({ mark: { name: typed }, name: tell("create", { name: typed }), kind: "", fresh: typed });
    this.#list.replaceChildren(...this.#options.map((option, index) => this.#item(option, index)));
    this.#light(0);
  }

  #item(option, index) {
    const item = fromTemplate("t-option");
    item.id = `pick-${index}`;
    item.querySelector("[data-mark]").append(markOf(option.mark));
    item.querySelector("[data-name]").textContent = option.name;
    item.querySelector("[data-kind]").textContent = option.kind;
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
    if (event.isComposing) return;
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
    this.#name = option.fresh ?? "";
    if (option.fresh) this.kinds.showModal();
    else this.done(option.value);
  }
}
