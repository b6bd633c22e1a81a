// Keeping: versions go to the outbox, half-made answers to the drafts, former answers to the undo list.

import { canonical, lean, newId, same } from "./answers.js";
import { Journal } from "./journal.js";
import { afterPaint, Pause } from "./later.js";

const DEEP = 200;

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
    const item = {
      kind: "revision", id: newId(), assignment: this.assignment, statement: record.id, answers: lean(answers), base_seq: record.seq,
      active_ms: Math.round(record.activeMs), client_time: new Date().toISOString(),
      protocol: this.state.payload.protocol.version,
    };
    Object.assign(record, { seq: record.seq + 1, saved: answers, activeMs: 0 });
    this.outbox.add(item);
    this.#later(record);
    this.tabs.tell({ id: record.id, seq: record.seq, answers });
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
    for (const draft of await this.store.range("drafts", this.#key(""))) {
      const record = this.state.records.get(draft.id);
      if (record && record.seq === draft.seq) this.#revive(record, draft.now, touched);
      else this.store.remove("drafts", draft.key);
    }
    for (const { id, seq, now } of this.journal.read()) {
      const record = this.state.records.get(id);
      if (record?.seq === seq) this.#revive(record, now, touched);
    }
    this.#finish(touched);
    return touched;
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

/** The undo list: former answers of any statement, newest last; it survives a reload. */
export class History {
  #steps = [];
  #pause = new Pause(() => this.store.put("undo", { key: this.key, steps: this.#steps }));

  constructor(store, key) { Object.assign(this, { store, key }); }

  async load() { this.#steps = (await this.store.get("undo", this.key))?.steps ?? []; }

  push(id, before) {
    this.#steps.push({ id, before });
    if (this.#steps.length > DEEP) this.#steps.shift();
    this.#pause.soon();
  }

  pop() {
    const step = this.#steps.pop();
    if (step) this.#pause.soon();
    return step;
  }
}
