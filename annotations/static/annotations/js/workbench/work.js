// What a person does at the workbench: each act changes the state, paints, and only then is kept and sent.

import { toast } from "../toast.js";
import { blank, canonical, isComplete, openQuestion, prune, same, samePair } from "./answers.js";
import { tell } from "./words.js";

/** The acts. `page` paints (`all`, `answers`, `mark`), `desk` keeps (`commit`, `draft`), `history` undoes. */
export class Work {
  constructor(parts) { Object.assign(this, parts); }

  #edit(mutate) {
    const { state, history } = this;
    if (!state.canEdit) {
      toast(tell("readOnly"));
      return false;
    }
    const { record } = state;
    const before = structuredClone(record.now);
    mutate(record.now, record);
    prune(state.questions, record.now);
    if (!same(before, record.now)) history.push(record.id, before);
    this.desk.draft(record);
    return true;
  }

  #isDone() { return isComplete(this.state.questions, this.state.record.now) && !this.state.record.adding; }

  /** Give one answer; with `stay` the statement stays, else the last open answer saves it and goes on. */
  choose(question, key, { row, stay = false } = {}) {
    const { state } = this;
    if (row !== undefined) this.activate(row);
    if (question.kind === "stance" && !state.rows()[state.activeRow()]?.target_kind) return this.pick("target", () => this.choose(question, key));
    const wasDone = this.#isDone();
    const edit = (now, record) => {
      now.skip = "";
      if (question.kind === "stance") this.#takeSide(now, record, key);
      else if (question.several) now.labels[question.key] = toggled(now.labels[question.key] ?? [], key);
      else now.labels[question.key] = [key];
    };
    if (this.#edit(edit)) this.#after(question, wasDone, stay || question.several);
  }

  #takeSide(now, record, key) {
    const at = this.state.activeRow(record);
    now.no_stance = false;
    if (at < now.stances.length) {
      now.stances[at].polarity = key;
      return;
    }
    const stance = { ...this.state.pending(record), polarity: key, intensity: null, explicit: true };
    const twin = now.stances.findIndex((one) => samePair(one, stance));
    if (twin >= 0) now.stances[twin].polarity = key;
    else now.stances.push(stance);
    Object.assign(record, { adding: false, pending: null, row: twin >= 0 ? twin : now.stances.length - 1 });
  }

  #after(question, wasDone, stay) {
    const { state } = this;
    const done = this.#isDone();
    const asked = state.asked;
    const isLast = asked.at(-1).key === question.key;
    if (state.mode === "work" && done && !stay && (!wasDone || isLast)) {
      this.advance();
      return;
    }
    const following = asked[Math.min(asked.length - 1, asked.findIndex((one) => one.key === question.key) + 1)];
    if (!stay) state.question = (openQuestion(state.questions, state.record.now) ?? following).key;
    this.page.answers();
  }

  /** Say that nobody takes a side, or (`false`) take that back. */
  noStance(said = true) {
    const wasDone = this.#isDone();
    const done = this.#edit((now, record) => {
      Object.assign(now, { stances: [], no_stance: said, skip: "" });
      Object.assign(record, { adding: false, pending: null });
    });
    if (done) this.#after(this.state.stance, wasDone, !said);
  }

  /** Open one more stance line. */
  addStance() {
    const { state } = this;
    if (!state.canEdit || !state.stance) return;
    if (state.record.now.stances.length) Object.assign(state.record, { adding: true, pending: null });
    state.question = state.stance.key;
    this.page.answers();
  }

  /** Take a stance line away. */
  dropStance(index) {
    this.#edit((now, record) => {
      now.stances.splice(index, 1);
      Object.assign(record, { adding: false, pending: null, row: 0 });
    });
    this.page.answers();
  }

  /** Let the keys work on that stance line. */
  activate(index) {
    const { record } = this.state;
    if (index >= record.now.stances.length) record.adding = record.now.stances.length > 0;
    else Object.assign(record, { adding: false, row: index });
    this.state.question = this.state.stance.key;
    this.page.answers();
  }

  /** Set holder or target of the active line; `value` holds the keys of a stance. */
  setPart(value) {
    this.#edit((now, record) => {
      const at = this.state.activeRow(record);
      if (at >= now.stances.length) record.pending = { ...this.state.pending(record), ...value };
      else {
        Object.assign(now.stances[at], value);
        now.stances = now.stances.filter((one, index) => index === at || !samePair(one, now.stances[at]));
        record.row = 0;
      }
    });
    this.page.answers();
  }

  /** Skip the statement for a reason. */
  skip(reason) {
    const done = this.#edit((now, record) => {
      Object.assign(now, blank(), { flags: now.flags, rationale: now.rationale, skip: reason });
      Object.assign(record, { adding: false, pending: null });
    });
    if (done) this.advance();
  }

  /** Set or take away a flag. */
  flag(key) {
    this.#edit((now) => { now.flags = toggled(now.flags, key); });
    this.page.answers();
  }

  /** Answer as on the statement before: the same sides with this statement's own holder and target, the same labels. */
  repeat() {
    const { state } = this;
    if (!state.last) {
      toast(tell("nothingToRepeat"));
      return;
    }
    const last = canonical(state.last);
    const done = this.#edit((now, record) => {
      const own = { ...state.pending({ ...record, now: blank() }), intensity: null, explicit: true };
      const stances = last.stances.length === 1 && own.target_kind ? [{ ...own, polarity: last.stances[0].polarity }] : last.stances.filter((one) => one.target_kind !== "claim");
      Object.assign(now, { labels: last.labels, stances, no_stance: last.no_stance, skip: last.skip });
      Object.assign(record, { adding: false, pending: null });
    });
    if (done && this.#isDone()) this.advance();
    else this.page.answers();
  }
}

function toggled(list, key) {
  return list.includes(key) ? list.filter((one) => one !== key) : [...list, key];
}
