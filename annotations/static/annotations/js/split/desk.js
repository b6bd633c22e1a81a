// The page's copy of the split: what the server confirmed, and over it the edits that are on their way.

import { newId } from "../workbench/answers.js";
import { tell, words } from "../workbench/words.js";
import { answered, applied, idAt, newIdOf } from "./local.js";
import { rowsOf } from "./view.js";

/** State of one split. While `isRoaming` the text mark may leave the row in hand. `draw(says)` paints it. */
export class Desk {
  constructor(payload, text, queue, draw) {
    Object.assign(this, { payload, text, queue, draw, base: payload.split, at: payload.at, caret: payload.at });
    this.refresh();
  }

  /** Lay the waiting edits over what is confirmed, and find the row in hand again. */
  refresh() {
    const waiting = this.queue.waiting;
    this.split = waiting.reduce((split, item) => applied(split, item, this.text), this.base);
    this.rows = rowsOf(this.split);
    this.edits = this.base.version + waiting.length;
    this.hold(this.at);
  }

  get mayEdit() { return this.base.may_edit; }
  get entities() { return this.split.entities; }

  /** What undo would take back, in words. */
  get last() {
    const item = this.queue.waiting.at(-1);
    if (!item) return this.base.undo?.words ?? "";
    return item.act === "undo" || item.act === "redo" ? "" : item.says;
  }

  /** Take the row at that offset into the hand. */
  hold(at) {
    this.row = this.rowAt(at) ?? this.rows[0];
    if (!this.row) return;
    this.at = this.row.start;
    if (!this.isRoaming) this.caret = Math.min(Math.max(this.caret, this.row.start), this.row.end);
  }

  /** The row that holds an offset, or the last one before it. */
  rowAt(offset) { return this.rows.findLast((row) => row.start <= offset); }
  next(row = this.row) { return this.rows[row.place + 1]; }
  previous(row = this.row) { return this.rows[row.place - 1]; }
  numbered(n) { return this.rows.find((row) => row.n === n); }

  /** The attribution that says how the row in hand is quoted. */
  get outermost() { return this.row.attributions[0]; }

  /** Edit: seen at once, then kept and sent. `says` is what the person did, in words. */
  edit(act, args, says) {
    const next = ["merge", "move"].includes(act) ? this.next() : null;
    const item = { id: newId(), act, args, says, span: [this.row.start, (next ?? this.row).end] };
    this.queue.add(item, this.base.version);
    this.refresh();
    item.seen = this.picture(item.span);
    this.draw(says);
  }

  /** An edit once more, on the split as it is now. */
  again({ act, args, says, span }) {
    this.hold(span[0]);
    this.edit(act, args, says);
  }

  /** The rows of a stretch of text in words: what two versions differ in. */
  picture([start, end]) {
    const rows = this.rows.filter((row) => row.start < end && row.end > start);
    return rows.map((row) => [`${row.n ?? "–"}: ${this.text.brief(row.start, row.end, 48)}`, row.speaker?.name, words.quotes[row.quoteType], row.role !== "body" && words.roles[row.role]].filter(Boolean).join(" · ")).join("\n");
  }

  /** What the server is sent for an item: ids instead of places; null when the statement is gone. */
  body(item) {
    const args = { ...item.args };
    for (const name of ["statement", "of", "to"]) {
      if (!args[name]) continue;
      args[name] = idAt(this.base, args[name]);
      if (!args[name]) return Object.assign(item, { why: tell("goneThere") }) && null;
    }
    return { act: item.act, ...args };
  }

  /** The server's answer: it counts, unless the page has seen a newer version. */
  stored(item, answer) {
    if (answer.version > this.base.version) {
      this.#rename(item, answer);
      this.base = answered(this.base, answer);
    }
    // What was undone is what the person wants to see.
    const changed = item.act === "undo" || item.act === "redo" ? answer.changed.statements ?? [] : [];
    if (changed.length) this.at = Math.min(...changed.map((row) => row.start));
    this.refresh();
    this.draw();
  }

  // A claim that was new has its real id now; edits that wait name it by the old one.
  #rename(item, answer) {
    if (item.act !== "claim") return;
    const known = new Set(this.base.claims.map((one) => one.id));
    const fresh = (answer.changed.claims ?? []).find((one) => !known.has(one.id) && one.text === item.args.text);
    if (!fresh) return;
    for (const later of this.queue.waiting) if (later.args.claim === newIdOf(item)) later.args.claim = fresh.id;
  }

  /** Somebody else's version. */
  replace(split) {
    this.base = split;
    this.refresh();
    this.draw();
  }
}
