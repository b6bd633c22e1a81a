// Evidence and check questions are changed here: each change is one step of the undo list, and the answers stay in order.

import { Asking } from "./asking.js";
import { renumbered } from "./evidence.js";
import { Sources } from "./sources.js";

/** The acts on evidence and check questions of the current statement. */
export class Recording {
  constructor(state, moves) {
    Object.assign(this, { state, moves, sources: new Sources(state), asking: new Asking((done) => this.evidence(undefined, done)) });
  }

  get #now() { return this.state.record.now; }

  /** Write down a piece of evidence, or change the one of that id; `then` is given the new one. */
  evidence(id, then = () => {}) {
    if (!this.state.canEdit) return;
    const before = this.#now.evidence.find((one) => one.id === id) ?? null;
    this.sources.open(before, this.#now.evidence, (one) => {
      if (one) this.#keep(one);
      else this.dropEvidence(id);
      if (one) then(one);
    });
  }

  #keep(one) {
    this.moves.record((now) => {
      const at = now.evidence.findIndex(({ id }) => id === one.id);
      now.evidence = renumbered(now.evidence.toSpliced(at < 0 ? now.evidence.length : at, at < 0 ? 0 : 1, one));
    });
  }

  /** Take a piece away; answers that rest on it lose it. */
  dropEvidence(id) {
    this.moves.record((now) => {
      now.evidence = renumbered(now.evidence.filter((one) => one.id !== id));
      for (const answer of now.checks.flatMap(({ answers }) => answers)) if (answer.evidence === id) answer.evidence = null;
    });
  }

  /** Ask one more question, or first answer the last one that has no answer. */
  ask() {
    const open = this.#now.checks.findLastIndex(({ answers }) => !answers.length);
    if (open >= 0) this.answer(String(open));
    else this.check(this.#now.checks.length);
  }

  /** Write the question at that place; a new one is answered next. */
  check(at) {
    if (!this.state.canEdit) return;
    const before = this.#now.checks[at] ?? null;
    this.asking.ask(before, (check) => {
      this.moves.record((now) => { now.checks = now.checks.toSpliced(at, before ? 1 : 0, ...(check ? [check] : [])); });
      if (check && !before) this.answer(String(at));
    });
  }

  /** Write an answer: at `question.answer`, or one more to the question at that place. */
  answer(place) {
    if (!this.state.canEdit) return;
    const [at, index] = place.split(".").map(Number);
    const { text, answers } = this.#now.checks[at];
    const before = answers[index] ?? null;
    this.asking.answer(text, before, this.#now.evidence, (answer) => {
      this.moves.record((now) => {
        const given = now.checks[at].answers;
        now.checks[at].answers = given.toSpliced(before ? index : given.length, before ? 1 : 0, ...(answer ? [answer] : []));
      });
    });
  }
}
