// The rows of the text: made once by the server, after that only those are touched that an edit has changed.

import { fromTemplate, setAttribute, setText } from "../workbench/nodes.js";
import { tell } from "../workbench/words.js";
import { markOf, quoteOf } from "../monograms.js";

/** All that is seen of a row but its number, as one string. */
function signature(row) {
  return [row.end, row.role, row.quoteType, row.speaker?.id, row.voice, row.is_statement, row.bracket, row.opens, row.doubted, ...row.runs.flat()].join("|");
}

/** The list in the page; rows are known by their starts. */
export class Rows {
  #list = document.querySelector(".se-list");
  #nodes = new Map();
  #seen = new Map();
  #hand = null;

  constructor(desk) {
    this.desk = desk;
    for (const node of this.#list.children) this.#adopt(node);
    for (const row of desk.rows) this.#seen.set(row.start, signature(row));
  }

  #adopt(node) {
    node.querySelector(".se-no").tabIndex = -1;
    node.tabIndex = -1;
    this.#nodes.set(Number(node.dataset.start), node);
    return node;
  }

  node(row) { return this.#nodes.get(row.start); }

  /** Bring the page up to the desk's rows. */
  draw() {
    const { rows } = this.desk;
    const starts = new Set(rows.map((row) => row.start));
    for (const [start, node] of this.#nodes) if (!starts.has(start)) this.#remove(start, node);
    let place = this.#list.firstElementChild;
    for (const row of rows) {
      const node = this.#nodes.get(row.start) ?? this.#adopt(this.#made(row));
      if (node === place) place = place.nextElementSibling;
      else this.#list.insertBefore(node, place);
      if (this.#seen.get(row.start) !== signature(row)) this.#fill(node, row);
      setText(node.querySelector("[data-number]"), row.n === null ? "–" : String(row.n));
    }
    this.light();
  }

  #remove(start, node) {
    node.remove();
    this.#nodes.delete(start);
    this.#seen.delete(start);
  }

  #made(row) {
    const node = fromTemplate("t-row");
    node.id = `at-${row.start}`;
    node.dataset.start = row.start;
    node.querySelector(".se-no").href = `?at=${row.start}#at-${row.start}`;
    return node;
  }

  /** Write a row anew. */
  #fill(node, row) {
    this.#seen.set(row.start, signature(row));
    node.dataset.role = row.role;
    setAttribute(node, "data-bracket", row.bracket);
    setAttribute(node, "data-opens", row.opens);
    setAttribute(node, "data-off", !row.is_statement);
    setAttribute(node, "data-doubted", row.doubted);
    setText(node.querySelector(".se-no .visually-hidden"), `${tell(row.is_statement ? "aStatement" : "notStatement")} `);
    node.querySelector(".read").replaceChildren(...row.runs.map((run) => this.#run(run)));
    const mark = row.is_statement ? [markOf(row.speaker ?? (row.quoteType === "author" ? "author" : null))] : [];
    node.querySelector(".se-side").replaceChildren(...quoteOf(row.quoteType), ...mark);
  }

  #run([start, end, part]) {
    if (part === "cut") return fromTemplate("t-cut");
    const text = this.desk.text.slice(start, end);
    if (!part) return document.createTextNode(text);
    const span = document.createElement("span");
    span.dataset.part = part;
    span.textContent = text;
    return span;
  }

  /** Mark the row in hand; the one stop of the tab key is there too. */
  light() {
    const node = this.desk.row && this.node(this.desk.row);
    if (this.#hand === node) return;
    if (this.#hand) {
      this.#hand.removeAttribute("aria-current");
      this.#hand.tabIndex = -1;
    }
    this.#hand = node;
    node.setAttribute("aria-current", "true");
    node.tabIndex = 0;
  }

  /** Bring the row in hand into view, and the keyboard to it. */
  reveal({ focus = true } = {}) {
    const node = this.node(this.desk.row);
    if (focus) node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
  }
}
