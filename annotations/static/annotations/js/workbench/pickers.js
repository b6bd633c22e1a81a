// Who holds a stance, and on what: a list that narrows as one types, all of it by keyboard (combobox with listbox).

import { clone, markOf } from "./nodes.js";
import { tell, words } from "./words.js";

const SHOWN = 60;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** The picker; `open(part, done)` gives `done` the chosen keys of a stance. */
export class Picker {
  #dialog = document.getElementById("pick-dialog");
  #input = document.getElementById("pick-input");
  #list = document.getElementById("pick-list");
  #options = [];
  #at = 0;

  constructor(state) {
    this.state = state;
    this.#input.addEventListener("input", () => this.#narrow());
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take([...this.#list.children].indexOf(option));
      else if (event.target === this.#dialog) this.#dialog.close();
    });
  }

  open(part, done) {
    Object.assign(this, { part, done });
    const title = document.getElementById("pick-title");
    title.textContent = title.dataset[part];
    this.#input.value = "";
    this.#narrow();
    this.#dialog.showModal();
    this.#input.focus();
  }

  #all() {
    const { state, part } = this;
    const entity = (id) => ({ id, name: state.entities.get(id).name, value: part === "holder" ? { holder_kind: "entity", holder: id } : { target_kind: "entity", target: id, target_text: "" } });
    const near = [...new Set([...state.payload.targets, ...state.entities.keys()])].map(entity);
    if (part === "target") {
      const claims = state.statement.claims.map((claim) => ({ name: claim.text, value: { target_kind: "claim", target: claim.id, target_text: "" } }));
      return [...near.slice(0, state.payload.targets.length), ...claims, ...near.slice(state.payload.targets.length)];
    }
    const speaker = state.statement.speaker?.id;
    const voice = (kind) => ({ id: kind === "author" ? "author" : "", name: words.say[kind], value: { holder_kind: kind, holder: null } });
    const mine = near.filter((one) => one.id === speaker);
    return [...mine, voice("author"), voice("unspecified"), ...near.filter((one) => one.id !== speaker)];
  }

  #narrow() {
    const typed = this.#input.value.trim();
    const wanted = fold(typed);
    const rank = ({ name }) => [fold(name).startsWith(wanted), ` ${fold(name)}`.includes(` ${wanted}`), true].indexOf(true);
    const found = this.#all().filter((option) => fold(option.name).includes(wanted));
    if (wanted) found.sort((one, other) => rank(one) - rank(other));
    this.#options = found.slice(0, SHOWN);
    if (typed && this.part === "target") {
      this.#options.push({ name: tell("proposition", { text: typed }), value: { target_kind: "proposition", target: null, target_text: typed } });
    }
    this.#list.replaceChildren(...this.#options.map((option, index) => this.#item(option, index)));
    this.#light(0);
  }

  #item(option, index) {
    const item = clone(document.getElementById("t-option"));
    item.id = `pick-${index}`;
    if (option.id) item.querySelector("[data-mark]").append(markOf(option.id));
    item.querySelector("[data-name]").textContent = option.name;
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
    this.done(option.value);
  }
}
