// The card of the current statement: who speaks, what is said, the questions and what is chosen.

import { markOf, quoteOf } from "../monograms.js";
import { isAnswered } from "./needs.js";
import { fromTemplate, setAttribute, setText } from "./nodes.js";
import { tell, words } from "./words.js";

const SHORT = 4;

/** The card; `show` writes a statement into it, `draw` the answers on it. */
export class Card {
  #form = document.getElementById("answers");
  #stmt = document.querySelector(".wb-stmt"); // looked up once: the article before it is long
  #part = (name) => this.#stmt.querySelector(`[data-${name}]`);
  #pane = document.querySelector("[data-scroll]");
  #scrolled = false;
  #shown = "";

  /** `views` draw what has a shape of its own: stance lines, texts, evidence, check questions, definitions. */
  constructor(state, namer, marks, talk, views) {
    Object.assign(this, { state, namer, marks, talk, views });
    this.#pane.addEventListener("scroll", () => { this.#scrolled = true; }, { passive: true });
    this.parts = state.parts.map((part) => {
      const box = this.#form.querySelector(`[data-q="${part.key}"]`);
      return {
        ...part, box, fields: box.querySelector("fieldset") ?? box,
        tab: document.querySelector(`[data-tab="${part.key}"]`), inputs: [...box.querySelectorAll(`[name="q-${part.key}"]`)],
      };
    });
  }

  /** Write the current statement into the card. */
  show() {
    const { statement } = this.state;
    if (this.#shown !== statement.id) {
      this.#shown = statement.id;
      setText(this.#part("speaker"), statement.speaker?.name ?? this.#author());
      setText(this.#part("role"), statement.speaker?.description ?? "");
      this.#part("mark").replaceChildren(markOf(statement.speaker ?? "author"));
      this.#part("quote").replaceChildren(...quoteOf(statement.quote_type ?? "author"));
      this.#part("text").replaceChildren(...this.marks.copy(statement.id));
      this.#part("leads").replaceChildren(...this.#leads(statement));
      this.talk.about(statement.id);
      this.#part("again").hidden = !this.state.record.again;
      this.#part("earlier").hidden = !this.state.earlier;
      setText(this.#part("earlier-words"), this.state.earlier ? this.namer.describe(this.state.earlier) : "");
      this.#toTop();
      setText(this.#pane.querySelector("[data-announce]"), tell("statement", { n: statement.number, total: this.state.statements.length }));
    }
    this.draw();
  }

  // Setting scrollTop lays the page out; it is only done where somebody has scrolled.
  #toTop() {
    if (this.#scrolled) this.#pane.scrollTop = 0;
    this.#scrolled = false;
  }

  #author() { return markOf("author").textContent.trim(); }

  #leads(statement) {
    const found = statement.relations.map((one) => [words.leads[`${one.outgoing ? ">" : "<"}${one.type}`], one.to]);
    const twin = statement.is_duplicate_of;
    if (twin && found.every(([, number]) => number !== twin)) found.push([words.leads["=duplicate"], twin]);
    return found.map(([said, number]) => {
      const lead = fromTemplate("t-lead");
      const link = lead.querySelector("a");
      lead.querySelector("[data-say]").textContent = said;
      link.textContent = words.say.lead.replace("{n}", number);
      link.dataset.s = this.state.statements[number - 1].id;
      link.href = `?s=${number}#s${number}`;
      return lead;
    });
  }

  /** Write the answers on the current statement. */
  draw() {
    const { state } = this;
    const answers = state.record.now;
    const shown = new Set(state.shown.map(({ key }) => key));
    const missing = state.missing;
    for (const part of this.parts) {
      const needs = missing.filter(({ question }) => question?.key === part.key);
      const done = part.kind !== "notes" && isAnswered(part, answers) && !needs.length && !(part.kind === "stance" && state.record.adding);
      const now = state.canEdit && part.key === state.question && !state.atEnd;
      for (const node of [part.box, part.tab]) {
        node.hidden = !shown.has(part.key);
        setAttribute(node, "data-done", done);
        setAttribute(node, "aria-current", now && "step");
      }
      if (now && part.kind === "notes") part.box.open = true;
      part.fields.disabled = !state.canEdit;
      this.#choice(part, answers.labels[part.key] ?? []);
    }
    this.#notes(answers);
    for (const view of this.views) view.draw();
  }

  #choice({ inputs }, chosen) {
    for (const input of inputs) {
      const checked = chosen.includes(input.value);
      if (input.checked !== checked) input.checked = checked;
    }
  }

  #notes(answers) {
    const none = this.#form.elements.no_stance;
    if (none && none.checked !== answers.no_stance) none.checked = answers.no_stance;
    const said = answers.flags.map((flag) => words.flags[flag]);
    if (answers.skip) said.unshift(`${words.say.skipped}: ${words.skip[answers.skip]}`);
    if (answers.confidence) said.push(words.sure[answers.confidence]);
    setText(this.#form.querySelector("[data-flags]"), said.join(", "));
  }

  /** Bring the part in focus into view; a short protocol is seen whole and needs no look at the layout. */
  reveal() {
    if (this.parts.length <= SHORT && !this.state.record.now.evidence.length) return;
    for (const node of this.#form.querySelectorAll("[aria-current=step]")) node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
