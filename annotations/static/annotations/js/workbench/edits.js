// Changing the answers of the current statement: each change can be undone, is kept, and says where the focus goes next.

import { toast } from "../toast.js";
import { prune, same } from "./answers.js";
import { tell } from "./words.js";

/** What every act needs. `page` paints (`all`, `answers`, `mark`), `desk` keeps (`commit`, `draft`), `history` undoes. */
export class Edits {
  constructor(parts) { Object.assign(this, parts); }

  /** Change the answers of the current statement; false when they are closed. */
  edit(mutate) {
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

  /** Whether nothing is open on the current statement. */
  isDone() { return this.state.isComplete(this.state.record.now) && !this.state.record.adding; }

  /** After an answer: the last open one saves and goes on, any other moves the focus to the next question. */
  after(question, wasDone, stay) {
    const { state } = this;
    const done = this.isDone();
    const asked = state.asked;
    const isLast = asked.at(-1).key === question.key;
    if (state.mode === "work" && done && !stay && (!wasDone || isLast)) {
      this.advance();
      return;
    }
    const following = asked[Math.min(asked.length - 1, asked.findIndex((one) => one.key === question.key) + 1)];
    state.question = stay ? question.key : (state.open ?? following).key;
    this.page.answers();
  }
}
