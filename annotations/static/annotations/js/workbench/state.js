// What the page knows: the statements, the answers on each, where the person is. No page, no network.

import { asked, blank, canonical } from "./answers.js";
import { Lines } from "./lines.js";
import { isComplete, missing } from "./needs.js";

const MODES = { active: "work", expired: "work", released: "work", returned: "returned" };
/** In which part of the card something that is needed is given, where the part is not called so itself. */
const WHERE = { searches: "evidence", rationale: "notes", intensity: "stance" };

/** Parts of the card that are there whatever the protocol asks; the first only where no question asks for evidence. */
const EVIDENCE = { key: "+evidence", kind: "evidence", labels: [] };
const NOTES = { key: "+notes", kind: "notes", labels: [] };
/** What a statement has of which nothing was told. */
const UNTOLD = { quote_type: null, claims: [], relations: [], is_duplicate_of: null };
const CLOSED = new Set(["submitted", "returned", "accepted"]);

/**
 * The state of one assignment.
 * A record per statement: `seq` is the version the next save builds on, `saved` the answers of that version, `now` what the
 * person sees, `row` the stance line the keys change, `adding` one more line not answered yet, `open` a returned label that
 * waits, `fresh` a statement of returned work that was cut anew and is answered like any other, `isComplete` as last drawn,
 * `again` the version of the guideline that asks for another look.
 */
export class State extends Lines {
  #mode;

  constructor(payload, number) {
    super();
    this.payload = payload;
    this.questions = payload.protocol.questions;
    this.stance = this.questions.find((question) => question.kind === "stance");
    this.parts = [...this.questions, ...(this.questions.some(({ kind }) => kind === "evidence") ? [] : [EVIDENCE]), NOTES];
    this.#mode = MODES[payload.assignment.state] ?? "read";
    this.entities = new Map(payload.entities.map((entity) => [entity.id, entity]));
    this.statements = payload.statements.map((told) => this.#whole(told));
    const isComplete = this.isComplete(blank());
    this.records = new Map(this.statements.map(({ id }) => [id, { ...this.#record(id), isComplete }]));
    this.at = Math.max(0, this.statements.findIndex((statement) => statement.number === number));
    this.atEnd = false;
    this.today = payload.today;
    this.last = null;
    this.focusOpen();
  }

  #whole({ speaker, role, ...told }) {
    const entity = this.entities.get(speaker);
    return { ...UNTOLD, ...told, speaker: entity ? { ...entity, description: role ?? entity.description } : null };
  }

  #record(id) {
    const kept = this.payload.annotations[id];
    const answers = () => (kept?.answers ? canonical(kept.answers) : blank());
    return {
      id, seq: kept?.seq ?? 0, saved: answers(), now: answers(), row: 0, adding: false, pending: null,
      open: this.#mode === "returned" && kept?.state === "returned", changing: false, activeMs: 0,
      fresh: this.#mode === "returned" && !CLOSED.has(kept?.state), again: kept?.again ?? "",
    };
  }

  get statement() { return this.statements[this.at]; }
  get record() { return this.records.get(this.statement.id); }
  get asked() { return asked(this.questions, this.record.now); }

  /** What is on the card now: the questions asked, and the parts that are always there. */
  get shown() { return [...this.asked, ...this.parts.slice(this.questions.length)]; }
  get focused() { return this.parts.find((part) => part.key === this.question); }

  isComplete(answers) { return isComplete(this.questions, answers, this.payload.article); }

  /** All that the current answers still need. */
  get missing() { return this.record.now.skip ? [] : missing(this.questions, this.record.now, this.payload.article); }

  /** Where the first thing that is missing can be given, or undefined. */
  get open() {
    const [first] = this.missing;
    return first && (this.shown.find(({ kind }) => first.what.some((what) => (WHERE[what] ?? what) === kind)) ?? first.question ?? this.asked[0]);
  }

  /** What may be done on the current statement. */
  get mode() { return this.record.fresh && this.#mode === "returned" ? "work" : this.#mode; }
  set mode(value) { this.#mode = value; }

  /** What the annotator had answered before the current statement was cut anew. */
  get earlier() { return this.payload.earlier[this.statement.id]; }

  /** Whether the keys may change the answers of the current statement. */
  get canEdit() { return this.mode === "work" || (this.mode === "returned" && this.record.open && this.record.changing); }

  /** Put the focus on the first open question, else keep it on the first one. */
  focusOpen() {
    this.question = (this.open ?? this.asked[0])?.key;
  }

  isDone(record) {
    return this.#mode === "returned" && !record.fresh ? !record.open : this.isComplete(record.now) && !record.again;
  }

  /** How many are complete, as the marks were last drawn: each key asks for it, and only one statement changes. */
  get done() { return [...this.records.values()].filter((record) => record.isComplete && !record.again).length; }

  /** The statements that wait. */
  get waiting() { return this.statements.filter((statement) => !this.isDone(this.records.get(statement.id))); }

  /** The index of the next statement that waits, after the current one and round to the start; -1 when none does. */
  nextOpen() {
    const count = this.statements.length;
    for (let step = 1; step <= count; step += 1) {
      const at = (this.at + step) % count;
      if (!this.isDone(this.records.get(this.statements[at].id))) return at;
    }
    return -1;
  }
}
