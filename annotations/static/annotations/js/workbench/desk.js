// Keeping: versions go to the outbox, half-made answers to the drafts.

import { canonical, lean, newId, same } from "./answers.js";
import { Journal } from "./journal.js";
import { afterPaint } from "./later.js";

/** Saves records of one assignment for one person. */
export class Desk {
  #drafts = new Set();

  constructor({ state, store, outbox, tabs, user }) {
    Object.assign(this, { state, store, outbox, tabs, user, assignment: state.payload.assignment.id });
    this.journal = new Journal(`${user}|${this.assignment}`);
  }

  #key(id) { return `${this.user}|${this.assignment}|${id}`; }

  /** One revision of what is seen now; the record builds its next version on it at once. */
  commit(record) {
    this.journal.write(record);
    const answers = canonical(record.now);
    if (this.state.isComplete(answers) && !this.state.isComplete(record.saved)) this.state.today += 1;
    const item = this.#revision(record);
    Object.assign(record, { seq: record.seq + 1, saved: answers, activeMs: 0 });
    this.outbox.add(item);
    this.#later(record);
    this.tabs.tell({ id: record.id, seq: record.seq, answers });
  }

  #revision({ id, now, seq, activeMs }) {
    return {
      kind: "revision", id: newId(), assignment: this.assignment, statement: id, answers: lean(now), base_seq: seq,
      active_ms: Math.round(activeMs), client_time: new Date().toISOString(), protocol: this.state.payload.protocol.version,
    };
  }

  /** Keep answers that are no version yet, in case the page goes away. */
  draft(record) {
    this.journal.write(record);
    this.#later(record);
  }

  #later(record) {
    this.#drafts.add(record);
    afterPaint(() => this.#keepDrafts());
  }

  async #keepDrafts() {
    const { writes } = this.journal;
    const kept = [...this.#drafts].map(({ id, seq, now, saved }) => {
      const key = this.#key(id);
      return same(now, saved) ? this.store.remove("drafts", key) : this.store.put("drafts", { key, id, seq, now: structuredClone(now) });
    });
    this.#drafts.clear();
    await Promise.all([...kept, this.outbox.settled()]);
    this.journal.clear(writes);
  }

  /**
   * Put what this browser keeps over what the server said: unsent versions, drafts, and what a page that died had written down.
   * Gives the ids of all statements that have answers: they look otherwise than an untouched one.
   */
  async restore(items) {
    const touched = new Set(Object.keys(this.state.payload.annotations).filter((id) => this.state.records.has(id)));
    for (const item of items.filter((one) => one.assignment === this.assignment && this.state.records.has(one.statement))) {
      const record = this.state.records.get(item.statement);
      touched.add(record.id);
      if (item.kind === "reply") Object.assign(record, { open: false });
      else if (item.base_seq < record.seq) continue;
      else if (item.status !== "parked") record.seq = item.base_seq + 1;
      if (item.answers) Object.assign(record, { saved: canonical(item.answers), now: canonical(item.answers) });
    }
    const entries = [...await this.store.range("drafts", this.#key("")), ...this.journal.read()];
    const current = entries.filter(({ id, seq }) => this.state.records.get(id)?.seq === seq);
    const isOpen = new Set(current.map(({ id }) => id));
    for (const { id, now } of current) this.#revive(this.state.records.get(id), now, touched);
    this.#meet(new Map(entries.filter(({ id }) => !isOpen.has(id)).map((entry) => [entry.id, entry])), items);
    this.#finish(touched);
    return touched;
  }

  // What was half made here when the statement was answered elsewhere goes out as what it is, an answer to a former version: the
  // server says so, and the person chooses.
  async #meet(outdated, items) {
    const { writes } = this.journal;
    for (const [id, { seq, now }] of outdated) {
      const record = this.state.records.get(id);
      const isMet = record && this.state.mode === "work" && seq < record.seq && !same(now, record.saved);
      if (isMet && !items.some(({ statement }) => statement === id)) this.outbox.add(this.#revision({ ...record, seq, now }));
    }
    await this.outbox.settled();
    this.journal.clear(writes);
    await this.store.removeAll("drafts", [...outdated.keys()].map((id) => this.#key(id)));
  }

  #revive(record, now, touched) {
    record.now = canonical(now);
    touched.add(record.id);
  }

  // An answer that lacked nothing was on its way; on its statement nobody need look again.
  #finish(touched) {
    if (this.state.mode !== "work") return;
    for (const record of [...touched].map((id) => this.state.records.get(id))) {
      if (!same(record.now, record.saved) && this.state.isComplete(record.now)) this.commit(record);
      else if (!same(record.now, record.saved)) this.draft(record);
    }
  }
}
