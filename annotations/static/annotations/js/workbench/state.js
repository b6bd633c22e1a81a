// What the page knows: the statements, the answers on each, where the person is. No page, no network.

import { asked, blank, canonical, isComplete, openQuestion, samePair } from "./answers.js";

const MODES = { active: "work", expired: "work", released: "work", returned: "returned" };
const CLOSED = new Set(["submitted", "returned", "accepted"]);

/**
 * The state of one assignment.
 * A record per statement: `seq` is the version the next save builds on, `saved` the answers of that version, `now` what the
 * person sees, `row` the stance line the keys change, `adding` one more line not answered yet, `open` a returned label that
 * waits, `fresh` a statement of returned work that was cut anew and is answered like any other.
 */
export class State {
  #mode;

  constructor(payload, number) {
    this.payload = payload;
    this.questions = payload.protocol.questions;
    this.stance = this.questions.find((question) => question.kind === "stance");
    this.#mode = MODES[payload.assignment.state] ?? "read";
    this.statements = payload.statements.filter((statement) => statement.is_statement);
    this.entities = new Map(payload.entities.map((entity) => [entity.id, entity]));
    this.records = new Map(this.statements.map((statement) => [statement.id, this.#record(statement)]));
    this.at = Math.max(0, this.statements.findIndex((statement) => statement.number === number));
    this.atEnd = false;
    this.today = payload.today;
    this.last = null;
    this.focusOpen();
  }

  #record(statement) {
    const kept = this.payload.annotations[statement.id];
    const answers = canonical(kept?.answers ?? blank());
    return {
      id: statement.id, seq: kept?.seq ?? 0, saved: answers, now: structuredClone(answers), row: 0, adding: false, pending: null,
      open: this.#mode === "returned" && kept?.state === "returned", changing: false, activeMs: 0,
      fresh: this.#mode === "returned" && !CLOSED.has(kept?.state),
    };
  }

  get statement() { return this.statements[this.at]; }
  get record() { return this.records.get(this.statement.id); }
  get asked() { return asked(this.questions, this.record.now); }

  /** What may be done on the current statement. */
  get mode() { return this.record.fresh && this.#mode === "returned" ? "work" : this.#mode; }
  set mode(value) { this.#mode = value; }

  /** What the annotator had answered before the current statement was cut anew. */
  get earlier() { return this.payload.earlier[this.statement.id]; }

  /** Whether the keys may change the answers of the current statement. */
  get canEdit() { return this.mode === "work" || (this.mode === "returned" && this.record.open && this.record.changing); }

  /** Put the focus on the first open question, else keep it on the first one. */
  focusOpen() {
    this.question = (openQuestion(this.questions, this.record.now) ?? this.asked[0])?.key;
  }

  isDone(record) {
    return this.#mode === "returned" && !record.fresh ? !record.open : isComplete(this.questions, record.now);
  }

  get done() { return [...this.records.values()].filter((record) => isComplete(this.questions, record.now)).length; }

  /** The statements that wait. */
  get missing() { return this.statements.filter((statement) => !this.isDone(this.records.get(statement.id))); }

  /** The index of the next statement that waits, after the current one and round to the start; -1 when none does. */
  nextOpen() {
    const count = this.statements.length;
    for (let step = 1; step <= count; step += 1) {
      const at = (this.at + step) % count;
      if (!this.isDone(this.records.get(this.statements[at].id))) return at;
    }
    return -1;
  }

  /** The stance lines to show: those given, then an open one where there is none or one was asked for. */
  rows(record = this.record) {
    const given = record.now.stances;
    return given.length && !record.adding ? given : [...given, this.pending(record)];
  }

  /** Which line the keys change. */
  activeRow(record = this.record) {
    return record.adding ? record.now.stances.length : Math.min(record.row, Math.max(0, record.now.stances.length - 1));
  }

  /** The open line: what the person chose for it, else the defaults. */
  pending(record = this.record) {
    if (record.pending) return record.pending;
    const statement = this.statements.find((one) => one.id === record.id);
    const holder = statement.speaker ? { holder_kind: "entity", holder: statement.speaker.id } : { holder_kind: "author", holder: null };
    const taken = (target) => record.now.stances.some((stance) => samePair(stance, { ...holder, ...target }));
    const offered = this.payload.targets.map((id) => ({ target_kind: "entity", target: id, target_text: "" }));
    const before = record.now.stances.length ? null : this.earlierTarget(statement);
    const target = before ?? offered.find((one) => one.target !== statement.speaker?.id && !taken(one));
    return { ...holder, ...(target ?? { target_kind: "", target: null, target_text: "" }) };
  }

  /** The target that this speaker's nearest earlier statement was given. */
  earlierTarget(statement) {
    for (let at = statement.number - 2; at >= 0; at -= 1) {
      const other = this.statements[at];
      if (other.speaker?.id !== statement.speaker?.id) continue;
      const stance = this.records.get(other.id).now.stances.find((one) => one.target_kind !== "claim");
      if (stance) return { target_kind: stance.target_kind, target: stance.target, target_text: stance.target_text };
    }
    return null;
  }
}
