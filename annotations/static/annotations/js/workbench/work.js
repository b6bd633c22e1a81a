// What a person answers at the workbench, by key or by mouse.

import { toast } from "../toast.js";
import { blank, canonical } from "./answers.js";
import { Sides } from "./sides.js";
import { tell } from "./words.js";

/** The acts that answer. */
export class Work extends Sides {
  /** Give one answer; with `stay` the statement stays, else the last open answer saves it and goes on. */
  choose(question, key, { row, stay = false } = {}) {
    const { state } = this;
    if (row !== undefined) this.activate(row);
    if (question.kind === "stance" && !state.rows()[state.activeRow()]?.target_kind) return this.pick("target", () => this.choose(question, key));
    const wasDone = this.isDone();
    const edit = (now, record) => {
      now.skip = "";
      if (question.kind === "stance") this.takeSide(now, record, key);
      else if (question.several) now.labels[question.key] = toggled(now.labels[question.key] ?? [], key);
      else now.labels[question.key] = [key];
    };
    if (this.edit(edit)) this.after(question, wasDone, stay || question.several || (question.kind === "stance" && state.isGraded));
  }

  /** Skip the statement for a reason. */
  skip(reason) {
    const done = this.edit((now, record) => {
      Object.assign(now, blank(), { flags: now.flags, rationale: now.rationale, comment: now.comment, skip: reason });
      Object.assign(record, { adding: false, pending: null });
    });
    if (done) this.advance();
  }

  /** Answer what was answered before the statement was cut anew. */
  same() {
    const { earlier } = this.state;
    if (!earlier || !this.edit((now) => { Object.assign(now, canonical(earlier)); })) return;
    if (this.isDone()) this.advance();
    else this.page.answers();
  }

  /** Set or take away a flag. */
  flag(key) {
    this.edit((now) => { now.flags = toggled(now.flags, key); });
    this.page.answers();
  }

  /** How sure the person is, 1 to 5; the same again takes it away. */
  sure(value) {
    this.edit((now) => { now.confidence = now.confidence === value ? null : value; });
    this.page.answers();
  }

  /** Change the evidence or the check questions; whatever then waits comes into focus. */
  record(mutate) {
    if (!this.edit(mutate)) return;
    this.state.question = this.state.open?.key ?? this.state.question;
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
    const done = this.edit((now, record) => {
      const own = state.pending({ ...record, now: blank() });
      const stances = last.stances.length === 1 && own.target_kind ? [{ ...last.stances[0], ...own }] : last.stances.filter((one) => one.target_kind !== "claim");
      Object.assign(now, { labels: last.labels, stances, no_stance: last.no_stance, skip: last.skip });
      Object.assign(record, { adding: false, pending: null });
    });
    if (done && this.isDone()) this.advance();
    else this.page.answers();
  }
}

function toggled(list, key) {
  return list.includes(key) ? list.filter((one) => one !== key) : [...list, key];
}
