// Cutting and joining the row in hand, and going from row to row. Each act is one edit of the desk, with words for it.

import { toast } from "../toast.js";
import { tell } from "../workbench/words.js";

/** A statement by its place; ids change with edits that are on their way. */
export const at = (row) => ({ start: row.start });

/** The acts that cut and join. `ui`: `caret`, `mode`, `picker`, `choose(id, run)`, `announce(words)`, `show()`. */
export class Cuts {
  constructor(desk, ui) { Object.assign(this, { desk, ui }); }

  edit(act, args, says) {
    if (this.desk.mayEdit) this.desk.edit(act, args, says);
    else this.ui.announce(tell("readOnly"));
  }

  here(act, args, says) { this.edit(act, { statement: at(this.desk.row), ...args }, says); }

  /** Say why nothing was done. */
  refuse(key, values) { return void toast(tell(key, values)); }

  // What the text says about the row in words: its number, or the row's beginning where it has none.
  get n() { return this.desk.row.n ?? this.desk.text.brief(this.desk.row.start, this.desk.row.end, 20); }

  /** Cut at the caret, or at an offset; the second half comes into the hand. */
  split(offset = this.desk.caret) {
    const { row, text } = this.desk;
    const [, end] = text.trimmed(row.start, offset);
    const [start] = text.trimmed(offset, row.end);
    if (end <= row.start || start >= row.end) return this.refuse("caretInside");
    this.here("split", { at: offset }, tell("nowTwo", { n: this.n, next: row.n === null ? this.n : row.n + 1 }));
    return this.go(this.desk.rowAt(start), null, { quiet: true });
  }

  // The next row, if the two may share words: in one paragraph, or in one quotation that runs over its end.
  #neighbour() {
    const { row } = this.desk;
    const next = this.desk.next();
    if (!next) return this.refuse("noNext");
    const isOne = row.paragraph === next.paragraph || ["mid", "last"].includes(next.bracket);
    return isOne ? next : this.refuse("twoParagraphs");
  }

  merge() {
    const next = this.#neighbour();
    if (!next) return null;
    return this.here("merge", {}, tell("nowOne", { n: this.n, next: next.n ?? "–" }));
  }

  /** Move the end of the statement by one word. */
  moveEnd(by) {
    const { row, text } = this.desk;
    const next = this.#neighbour();
    if (!next) return null;
    const stops = by > 0 ? [...text.wordStarts(next.start, next.end)] : text.wordStarts(row.start, row.end);
    const place = by > 0 ? stops[0] : stops.at(-1);
    if (place === undefined) return this.refuse("noWord");
    const [, end] = text.trimmed(row.start, place);
    return this.here("move", { at: place }, tell("edgeMoved", { n: this.n, word: text.wordBefore(row.start, end) }));
  }

  mark(on = !this.desk.row.is_statement) {
    const { row, text } = this.desk;
    const n = this.desk.rows.filter((one) => one.place <= row.place && one.n !== null).length + 1;
    this.here("mark", { is_statement: on }, on ? tell("isOn", { n }) : tell("isOff", { text: text.brief(row.start, row.end, 40) }));
  }

  /** Take a row into the hand; the caret stands at a suggested cut, else at the row's start. */
  go(row, offset = null, { quiet = false } = {}) {
    if (!row) return;
    this.desk.caret = offset ?? row.cut ?? row.start;
    this.desk.hold(row.start);
    this.ui.show(quiet);
  }
  next() { this.go(this.desk.next()); }
  previous() { this.go(this.desk.previous()); }
}
