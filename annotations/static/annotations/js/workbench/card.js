// The card of the current statement: who speaks, what is said, the questions and what is chosen.

import { markOf, quoteOf } from "../monograms.js";
import { fromTemplate, setAttribute, setText } from "./nodes.js";
import { Rows } from "./rows.js";
import { tell, words } from "./words.js";

/** The card; `show` writes a statement into it, `draw` the answers on it. */
export class Card {
  #form = document.getElementById("answers");
  #part = (name) => document.querySelector(`.wb-stmt [data-${name}]`);
  #pane = document.querySelector("[data-scroll]");
  #scrolled = false;
  #shown = "";

  constructor(state, namer, marks) {
    Object.assign(this, { state, namer, marks, rows: new Rows(state, namer) });
    this.#pane.addEventListener("scroll", () => { this.#scrolled = true; }, { passive: true });
    this.questions = state.questions.map((question) => ({
      ...question,
      box: document.getElementById(`q-${question.key}`),
      tab: document.querySelector(`[data-tab="${question.key}"]`),
      definition: document.querySelector(`[data-definition="${question.key}"]`),
      inputs: [...document.querySelectorAll(`[name="q-${question.key}"]`)],
    }));
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
      const text = [...this.marks.text(statement.id).childNodes].slice(1);
      this.#part("text").replaceChildren(...text.map((node) => node.cloneNode(true)));
      this.#part("leads").replaceChildren(...this.#leads(statement));
      this.#part("earlier").hidden = !this.state.earlier;
      setText(this.#part("earlier-words"), this.state.earlier ? this.namer.describe(this.state.earlier) : "");
      this.#toTop();
      setText(document.querySelector("[data-announce]"), tell("statement", { n: statement.number, total: this.state.statements.length }));
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
    const asked = new Set(state.asked.map((question) => question.key));
    for (const question of this.questions) {
      const done = question.kind === "stance" ? answers.no_stance || (answers.stances.length > 0 && !state.record.adding) : question.kind === "choice" && Boolean(answers.labels[question.key]?.length);
      const now = state.canEdit && question.key === state.question && !state.atEnd;
      for (const node of [question.box, question.tab]) {
        node.hidden = !asked.has(question.key);
        setAttribute(node, "data-done", done);
        setAttribute(node, "aria-current", now && "step");
      }
      question.box.disabled = !state.canEdit;
      this.#choice(question, answers.labels[question.key] ?? []);
    }
    const none = this.#form.elements.no_stance;
    if (none && none.checked !== answers.no_stance) none.checked = answers.no_stance;
    const note = document.getElementById("rationale");
    if (note.value !== answers.rationale) note.value = answers.rationale;
    note.disabled = !state.canEdit;
    const flags = answers.flags.map((flag) => words.flags[flag]);
    if (answers.skip) flags.unshift(`${words.say.skipped}: ${words.skip[answers.skip]}`);
    setText(document.querySelector("[data-flags]"), flags.join(", "));
    this.rows.draw();
  }

  #choice(question, chosen) {
    for (const input of question.inputs) {
      const checked = chosen.includes(input.value);
      if (input.checked !== checked) input.checked = checked;
    }
    if (question.definition) setText(question.definition, chosen.length ? this.namer.label(question.key, chosen[0]).definition : question.labels.find((label) => label.example)?.example ?? "");
  }
}
