// Who says what in the row in hand, its claims and links, and taking edits back.

import { tell, words } from "../workbench/words.js";
import { at, Cuts } from "./cuts.js";

/** All acts on the row in hand. */
export class Acts extends Cuts {
  speaker() {
    if (!this.desk.mayEdit) return this.ui.announce(tell("readOnly"));
    return this.ui.picker.open((chosen) => {
      const isNew = typeof chosen === "object" && chosen !== null;
      const name = isNew ? chosen.name : chosen === "author" ? tell("author") : this.desk.entities.find((one) => one.id === chosen)?.name ?? tell("nobody");
      const args = isNew ? chosen : { speaker: chosen === "author" ? null : chosen, voice: chosen === "author" ? "author" : "attributed" };
      this.here("speaker", args, tell("speakerSet", { n: this.n, name }));
    });
  }

  /** Say how it is quoted; an attribution over the whole statement is made where there is none. */
  quote(kind) {
    const { row, outermost } = this.desk;
    if (row.voice === "author") return this.refuse("needsQuotation", { key: "P" });
    if (!kind) return this.ui.choose("quote-dialog", (chosen) => this.quote(chosen));
    const plain = { content: [[row.start, row.end]], source: null, cue: null, speaker: row.speaker };
    return this.here("attribute", { ...(outermost ? this.whole(outermost) : plain), quote_type: kind }, tell("quoteSet", { n: this.n, name: words.quotes[kind] }));
  }

  /** An attribution as the arguments that would leave it as it is. */
  whole({ id, content, source, cue, speaker, quote_type }) { return { attribution: id, content, source, cue, speaker, quote_type }; }

  role(role) {
    if (!role) return this.ui.choose("role-dialog", (chosen) => this.role(chosen));
    return this.here("role", { role }, tell("roleSet", { n: this.n, name: words.roles[role] }));
  }

  continues(on = !["mid", "last"].includes(this.desk.row.bracket)) {
    if (!this.desk.previous()) return this.refuse("noAbove");
    return this.here("continue", { on }, tell(on ? "joined" : "left", { n: this.n }));
  }

  /** Keep an attribution: `args` as the API takes them, with `attribution` where one is changed. */
  attribute(args) { this.here("attribute", args, tell(args.attribution ? "attributionChanged" : "attributed", { n: this.n })); }
  unattribute(id) { this.edit("unattribute", { attribution: id }, tell("unattributed", { n: this.n })); }

  /** Mark what is selected as the editor's, or take the mark away where the caret or the selection touches one. */
  insertion() {
    const { outermost, text, caret } = this.desk;
    if (!outermost) return this.refuse("needsQuotation", { key: "P" });
    const marked = this.ui.caret.selected;
    const [from, to] = marked ?? [caret, caret];
    const holder = this.desk.row.attributions.find((one) => one.insertions.some(([start, end]) => start <= to && end >= from && start < to + 1));
    const there = holder?.insertions.find(([start, end]) => start <= to && end >= from);
    if (there) return this.edit("insert", { attribution: holder.id, span: there, on: false }, tell("uninserted", { text: text.brief(...there) }));
    const insert = (span) => this.edit("insert", { attribution: outermost.id, span, on: true }, tell("inserted", { text: text.brief(...span) }));
    if (marked) {
      getSelection().removeAllRanges();
      return insert(marked);
    }
    return this.ui.mode.mark(tell("markInsertion"), insert);
  }

  claim(text, check_target, claim) {
    this.here("claim", { text, check_target, ...(claim ? { claim } : {}) }, tell("claimKept", { n: this.n }));
  }
  unclaim(claim) { this.edit("unclaim", { claim }, tell("claimGone", { n: this.n })); }

  duplicate() {
    const { row } = this.desk;
    this.ui.mode.pick(tell("pickTwin", { n: row.n }), (of) => {
      if (of.start !== row.start) this.here("duplicate", { of: at(of) }, tell("twinSet", { n: row.n, other: of.n }));
    });
  }
  unduplicate() { this.here("duplicate", { of: null }, tell("twinGone", { n: this.n })); }

  link() {
    const { row } = this.desk;
    this.ui.mode.pick(tell("pickLink", { n: row.n }), (to, type) => {
      if (to.start !== row.start) this.here("relate", { to: at(to), type, on: true }, tell("linked", { n: row.n, type: words.relations[type], other: to.n }));
    }, { link: true });
  }
  unlink(to, type) { this.here("relate", { to: at(to), type, on: false }, tell("unlinked", { n: this.n })); }

  undo() { this.#takeBack("undo", "nothingToUndo"); }
  redo() { this.#takeBack("redo", "nothingToRedo"); }

  #takeBack(act, nothing) {
    const { base, last, queue } = this.desk;
    if (!queue.waiting.length && !base[act]) return this.refuse(nothing);
    return this.edit(act, {}, tell(act, { words: (act === "undo" ? last : base.redo?.words) || "…" }));
  }
}
