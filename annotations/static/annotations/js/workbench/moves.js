// From statement to statement: leaving saves what changed, the next one is painted before anything is kept.

import { toast } from "../toast.js";
import { same } from "./answers.js";
import { tell } from "./words.js";
import { Work } from "./work.js";

/** The acts that move, and undo. */
export class Moves extends Work {
  /** Save what changed on the statement that is left; nothing waits for the network. */
  leave() {
    const { record, mode } = this.state;
    Object.assign(record, { adding: false, pending: null });
    if (mode !== "work" || same(record.now, record.saved)) return;
    if (this.state.isComplete(record.now)) this.state.last = structuredClone(record.now);
    this.desk.commit(record);
  }

  /** Show the statement at that index. */
  go(at) {
    const { state } = this;
    this.leave();
    const former = state.record;
    state.at = at;
    state.atEnd = false;
    state.record.row = 0;
    state.focusOpen();
    this.page.mark(former.id);
    this.page.all();
  }

  /** Show the statement of that id. */
  show(id) { this.go(this.state.statements.findIndex((statement) => statement.id === id)); }

  /** Save, and go to the next statement that waits, or to the end; an answer that was looked at again may stay as it was. */
  advance() {
    const { record, mode } = this.state;
    if (record.again && mode === "work") {
      record.again = "";
      if (same(record.now, record.saved)) this.desk.commit(record);
    }
    const at = this.state.nextOpen();
    if (at < 0) this.end();
    else this.go(at);
  }

  /** Show what is left to do, or that the article can be handed in. */
  end() {
    this.leave();
    this.state.atEnd = true;
    this.page.mark(this.state.record.id);
    this.page.all();
  }

  next() {
    const { at, atEnd, statements } = this.state;
    if (atEnd) return;
    if (at + 1 < statements.length) this.go(at + 1);
    else this.end();
  }

  previous() {
    const { at, atEnd } = this.state;
    if (atEnd) this.go(at);
    else if (at > 0) this.go(at - 1);
  }

  /** Enter: save and go on; at the end hand in; on a returned label send the changed one. */
  save() {
    const { state } = this;
    if (state.atEnd || state.mode === "read") return this.finish.go();
    if (state.mode === "returned") return this.reply.changed();
    if (state.isComplete(state.record.now)) return this.advance();
    const { open } = state;
    if (open.key === state.question) return this.open();
    state.question = open.key;
    return this.page.answers();
  }

  /** Go to the next (1) or the former (-1) part of the card. */
  part(step) {
    const { state } = this;
    if (state.atEnd) return;
    const { shown } = state;
    const at = shown.findIndex(({ key }) => key === state.question);
    state.question = shown.at((at + step) % shown.length).key;
    this.page.answers();
  }

  /** Begin to answer the question in focus: write, look for evidence, ask; where keys answer, say so. */
  open() {
    const { focused, statement } = this.state;
    const open = this.openers[focused.kind];
    if (open) open(focused);
    else toast(tell("answerFirst", { n: statement.number, what: focused.title }));
  }

  /** Take the last change back, on whatever statement it was: a new version with the former answers. */
  undo() {
    const { state } = this;
    const step = state.mode === "work" ? this.history.pop() : null;
    if (!step) {
      toast(tell("nothingToUndo"));
      return;
    }
    this.leave();
    const former = state.record.id;
    state.at = state.statements.findIndex((statement) => statement.id === step.id);
    Object.assign(state.record, { now: step.before, row: 0 });
    state.atEnd = false;
    state.focusOpen();
    this.page.mark(former);
    this.page.all();
    if (same(state.record.now, state.record.saved)) this.desk.draft(state.record);
    else this.desk.commit(state.record);
    toast(tell("undone", { n: state.statement.number }));
  }
}
