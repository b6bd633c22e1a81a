// The panel of the row in hand: what it is, who says it and why we think so, claims, links, what to check.

import { setAttribute, setText } from "../workbench/nodes.js";
import { tell } from "../workbench/words.js";
import { checkOf, checksOf, linkOf, linksOf, saysOf, why } from "./items.js";
import { markOf, quoteOf } from "../monograms.js";

const one = (count, single, several) => tell(count === 1 ? single : several, { n: count });

/** Everything but the claims (claims.js) and the draft of an attribution (draft.js). */
export class Panel {
  #card = document.querySelector("[data-card]");
  #pane = document.querySelector("[data-scroll]");
  #drawn = {};
  #scrolled = false;

  constructor(desk) {
    this.desk = desk;
    this.#pane.addEventListener("scroll", () => { this.#scrolled = true; }, { passive: true });
  }

  part(name) { return this.#card.querySelector(`[data-${name}]`); }
  fact(name) { return document.querySelector(`[data-fact=${name}]`); }

  draw() {
    const { desk } = this;
    const { row } = desk;
    this.#toTop(row.start);
    for (const node of this.#card.querySelectorAll("[data-when=statement]")) node.hidden = !row.is_statement;
    const title = row.n === null ? tell("notStatement") : tell("statement", { n: row.n });
    setText(this.part("title"), title);
    setText(this.part("handle"), [title, row.speaker?.name].filter(Boolean).join(" · "));
    setText(this.part("range"), tell("range", row));
    this.part("quote").replaceChildren(...quoteOf(row.quoteType));
    const note = this.#note(row);
    this.part("note").hidden = !note;
    setText(this.part("note").querySelector("[data-say]"), note);
    this.part("labelled").hidden = !row.labelled;
    this.#speaker(row);
    document.querySelector("[data-toggle=continues]").checked = ["mid", "last"].includes(row.bracket);
    document.querySelector("[data-toggle=mark]").checked = !row.is_statement;
    this.#list("attributions", row.attributions, (said) => saysOf(desk, said));
    this.#list("links", linksOf(desk), linkOf);
    this.#list("checks", checksOf(desk), checkOf);
    this.#foot();
  }

  // Another statement is read from its top. Setting scrollTop lays the page out, so only where somebody has scrolled.
  #toTop(start) {
    if (this.#drawn.start !== start && this.#scrolled) this.#pane.scrollTop = 0;
    if (this.#drawn.start !== start) this.#scrolled = false;
    this.#drawn.start = start;
  }

  #speaker(row) {
    const isAuthor = row.voice === "author";
    setText(this.part("speaker"), isAuthor ? tell("author") : row.speaker?.name ?? tell("nobody"));
    this.#card.querySelector(".se-speaker [data-mark]").replaceChildren(markOf(isAuthor ? "author" : row.speaker));
    setText(this.#card.querySelector(".field [data-why]"), row.attributions.length ? why(row.attributions[0]) : "");
    const quote = document.getElementById("quote-type");
    quote.value = isAuthor ? "" : row.quoteType;
    quote.disabled = isAuthor;
    document.getElementById("role").value = row.role;
  }

  // Which rows share the quotation of this one.
  #note({ bracket, place }) {
    if (!bracket) return "";
    const { rows } = this.desk;
    const first = rows.findLast((row) => row.place <= place && row.bracket === "first");
    const last = rows.find((row) => row.place >= place && row.bracket === "last");
    return tell({ first: "opens", mid: "within", last: "closes" }[bracket], { first: first.n, last: last.n, count: last.place - first.place + 1 });
  }

  // A list is made anew only when it shows something else.
  #list(name, items, make) {
    const key = JSON.stringify(items);
    if (this.#drawn[name] === key) return;
    this.#drawn[name] = key;
    this.part(name).replaceChildren(...items.map(make));
    const empty = this.part(`no-${name}`);
    if (empty) empty.hidden = items.length > 0;
  }

  /** The figures above the text, and what undo would do. */
  #foot() {
    const { desk } = this;
    const { rows, split, base, edits } = desk;
    const total = rows.filter((row) => row.n !== null).length;
    setText(this.fact("statements"), one(total, "oneStatement", "statements"));
    setText(this.fact("others"), one(rows.length - total, "oneOther", "others"));
    setText(this.fact("edits"), one(edits, "oneEdit", "edits"));
    const checks = this.fact("checks");
    checks.classList.toggle("badge-warn", split.checks.length > 0);
    setText(checks.querySelector("[data-say]"), split.checks.length ? tell("toCheck", { n: split.checks.length }) : tell("noneToCheck"));
    setText(this.part("check-count"), String(split.checks.length));
    for (const [act, nothing] of [["undo", "nothingToUndo"], ["redo", "nothingToRedo"]]) {
      const said = act === "undo" ? desk.last : base.redo?.words;
      const button = document.querySelector(`[data-act=${act}]`);
      setAttribute(button, "title", said ? tell(act, { words: said }) : tell(nothing));
      setAttribute(button, "aria-disabled", !said && "true");
    }
  }
}
