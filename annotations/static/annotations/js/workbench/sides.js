// Who takes which side, on what: the stance lines of the current statement.

import { samePair } from "./answers.js";
import { Edits } from "./edits.js";

/** The acts on stances. */
export class Sides extends Edits {
  /** Set the polarity of the active line; the open line becomes a stance. */
  takeSide(now, record, key) {
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

  /** How strongly the side of the active line is taken, 1 to 3; without a number the next strength, round to none. */
  intensity(value) {
    this.#change((stance) => { stance.intensity = value ?? (((stance.intensity ?? 0) + 1) % 4 || null); });
  }

  /** Whether the words say the side of the active line, or only imply it. */
  explicit() { this.#change((stance) => { stance.explicit = !stance.explicit; }); }

  #change(mutate) {
    const { state } = this;
    if (!state.stance || state.record.adding || !state.record.now.stances.length) return;
    if (this.edit((now, record) => mutate(now.stances[state.activeRow(record)]))) this.after(state.stance, false, true);
  }

  /** Say that nobody takes a side, or (`false`) take that back. */
  noStance(said = true) {
    const wasDone = this.isDone();
    const done = this.edit((now, record) => {
      Object.assign(now, { stances: [], no_stance: said, skip: "" });
      Object.assign(record, { adding: false, pending: null });
    });
    if (done) this.after(this.state.stance, wasDone, !said);
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
    this.edit((now, record) => {
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
    this.edit((now, record) => {
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
}
