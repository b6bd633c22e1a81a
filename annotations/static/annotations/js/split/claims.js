// The claim texts of the row in hand. What is typed is kept when the field is left; half a text survives a reload.

import { fromTemplate, setText } from "../workbench/nodes.js";
import { tell } from "../workbench/words.js";

const LIMIT = 500;

/** The claims in the panel. */
export class Claims {
  #box = document.querySelector("[data-claims]");
  #drawn = "";

  constructor(desk, acts, back) {
    Object.assign(this, { desk, acts, back, about: `split-claim|${desk.payload.article}|` });
    this.#box.addEventListener("input", (event) => this.#typed(event.target.closest(".se-claim")));
    this.#box.addEventListener("change", (event) => this.#keep(event.target.closest(".se-claim")));
    this.#box.addEventListener("keydown", (event) => this.#onKey(event));
    this.#box.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      event.preventDefault();
      this.#remove(button.closest(".se-claim"));
    });
  }

  get #mine() { return this.desk.split.claims.filter((one) => one.statement === this.desk.row.id); }
  #draftKey(id) { return `${this.about}${this.desk.row.start}|${id}`; }

  draw() {
    const mine = this.#mine;
    const key = `${this.desk.row.start}|${JSON.stringify(mine)}`;
    if (this.#drawn === key) return;
    // A field in which somebody writes is left alone; leaving it draws the list anew.
    if (this.#drawn.split("|")[0] === String(this.desk.row.start) && this.#box.contains(document.activeElement) && document.activeElement.matches("textarea")) return;
    this.#drawn = key;
    this.#box.replaceChildren(...mine.map((one) => this.#made(one)));
    const draft = sessionStorage.getItem(this.#draftKey("new"));
    if (draft) this.#box.append(this.#made({ id: "", text: "", check_target: "content" }));
    document.querySelector("[data-no-claims]").hidden = this.#box.children.length > 0;
  }

  #made({ id, text, check_target }) {
    const item = fromTemplate("t-claim");
    const field = item.querySelector("textarea");
    item.dataset.claim = id;
    item.dataset.text = text;
    field.value = sessionStorage.getItem(this.#draftKey(id || "new")) ?? text;
    item.querySelector("select").value = check_target;
    this.#count(item);
    return item;
  }

  #count(item) {
    setText(item.querySelector("[data-count]"), tell("count", { n: [...item.querySelector("textarea").value].length, limit: LIMIT }));
  }

  #typed(item) {
    this.#count(item);
    const field = item.querySelector("textarea");
    sessionStorage.setItem(this.#draftKey(item.dataset.claim || "new"), field.value);
  }

  #keep(item) {
    const text = item.querySelector("textarea").value.trim().replace(/\s+/gu, " ");
    const target = item.querySelector("select").value;
    const { claim } = item.dataset;
    const before = this.#mine.find((one) => one.id === claim);
    sessionStorage.removeItem(this.#draftKey(claim || "new"));
    if (!text) {
      if (before) this.acts.unclaim(claim);
    } else if (text !== before?.text || target !== before?.check_target) this.acts.claim(text, target, claim);
    this.draw();
  }

  #remove(item) {
    sessionStorage.removeItem(this.#draftKey(item.dataset.claim || "new"));
    if (item.dataset.claim) this.acts.unclaim(item.dataset.claim);
    this.#drawn = "";
    this.back();
    this.draw();
  }

  /** A field for one more claim; the first one when there is none yet. */
  add() {
    if (!this.desk.row.is_statement || !this.desk.mayEdit) return;
    let item = this.#box.querySelector("[data-claim='']");
    if (!item) {
      item = this.#made({ id: "", text: "", check_target: "content" });
      this.#box.append(item);
      document.querySelector("[data-no-claims]").hidden = true;
    }
    item.querySelector("textarea").focus();
  }

  #onKey(event) {
    if (event.isComposing || !event.target.matches("textarea") || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    this.back();
    if (event.key === "Escape") this.#drawn = "";
    this.draw();
  }
}
