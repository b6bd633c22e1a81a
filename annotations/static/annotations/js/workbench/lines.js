// The stance lines of a statement: those given, the open one with its defaults, and which of them the keys change.

import { samePair } from "./answers.js";

/** What `State` knows of stances; `stance` is the question, `record` the current statement's. */
export class Lines {
  /** Whether stances are asked for with their strength: then a side alone is half an answer, and Enter goes on. */
  get isGraded() { return this.stance?.needs?.some(({ what }) => what.includes("intensity")) ?? false; }

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
