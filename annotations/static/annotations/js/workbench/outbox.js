// Sends what is kept: in order, several labels at once when they have piled up, each taken away only after the server's answer.

import { same } from "./answers.js";
import { Backoff } from "./backoff.js";
import { Kept } from "./kept.js";

const MOST = 100; // labels of one request, see POST /api/v1/revisions

/** The outbox of one person. `hooks` as in Kept, and `stored(item)`, `stale(item)`, `refused(item)`; `server` is a Server. */
export class Outbox extends Kept {
  #running = false;
  #again = false;
  #backoff = new Backoff(() => this.drain());
  #most = MOST;

  constructor(store, user, server, hooks) {
    super(store, user, hooks);
    this.server = server;
    addEventListener("online", () => this.retry());
    addEventListener("offline", () => { this.trouble = "offline"; this.tell(); });
    document.addEventListener("visibilitychange", () => document.hidden || this.retry());
  }

  /** Try at once what was put off. */
  retry() {
    this.#backoff.reset();
    this.drain();
  }

  async drain() {
    if (this.#running) { this.#again = true; return; }
    this.#running = true;
    // Two tabs share the outbox; the lock keeps them in turn. Without it double sending is harmless, for ids repeat.
    try {
      if (navigator.locks) await navigator.locks.request(this.name, () => this.#sendAll());
      else await this.#sendAll();
    } finally {
      this.#running = false;
    }
    if (this.#again) { this.#again = false; this.drain(); }
  }

  async #sendAll() {
    let goesOn = true;
    while (goesOn) {
      await this.read();
      const batch = this.#next();
      if (!batch.length || this.isLeaving) return;
      const outcome = batch.length > 1 ? await this.server.sendMany(batch) : { kind: "each", outcomes: [await this.server.send(batch[0])] };
      if (outcome.kind === "each") goesOn = await this.#settle(batch, outcome.outcomes);
      else if (outcome.kind === "refused") this.#most = 1; // nothing of it was stored; what is at fault is found one by one
      else goesOn = this.#wait(outcome);
    }
  }

  // What goes next: the oldest item, with the labels that follow it. Two versions of one statement never travel together: where
  // the first is overtaken, the second would be taken for one that builds on what overtook it.
  #next() {
    const stuck = this.items.filter((item) => item.kind !== "submit" && item.status !== "waiting");
    const waiting = this.items.filter((item) => item.status === "waiting" && !isHeld(item, stuck));
    const seen = new Set();
    const isAgain = ({ statement }) => seen.has(statement) || !seen.add(statement);
    const end = waiting.findIndex((item) => item.kind !== "revision" || isAgain(item));
    return waiting.slice(0, Math.max(1, Math.min(this.#most, end < 0 ? waiting.length : end)));
  }

  async #settle(batch, outcomes) {
    if (this.isLeaving) return false;
    const stored = [];
    let goesOn = true;
    for (const [at, item] of batch.entries()) {
      const outcome = outcomes[at];
      if (outcome.kind === "stored" || isSaid(item, outcome)) { stored.push(item); continue; }
      if (outcome.kind === "stale") await this.#overtaken(item, outcome.current);
      else if (outcome.kind === "refused") await this.#park(item, outcome);
      else { goesOn = this.#wait(outcome); break; }
    }
    if (goesOn) { this.trouble = ""; this.#backoff.reset(); }
    await this.store.removeAll("outbox", stored.map((item) => item.n));
    await this.reread();
    for (const item of stored) this.hooks.stored(item);
    return goesOn;
  }

  async #overtaken(item, current) {
    const row = { ...item, status: "stale", current };
    await this.store.put("outbox", row);
    await this.reread();
    this.hooks.stale(row);
  }

  // What follows on the same statement was built on the refused version, which will never be; it moves down by one.
  // A version that is still on its way into the list was built on it too, so the list must be whole before; and the page must
  // hear of it in the same breath, or it would build one more.
  async #park(item, { why, body }) {
    await this.settled();
    const row = { ...item, status: "parked", why, code: body?.code ?? "" };
    this.hooks.refused(row);
    const later = this.items.filter((one) => one.n > item.n && one.kind === "revision" && one.statement === item.statement && one.status === "waiting");
    if (item.kind === "revision") for (const one of later) await this.store.put("outbox", { ...one, base_seq: one.base_seq - 1 });
    await this.store.put("outbox", row);
    await this.reread();
  }

  #wait({ kind }) {
    this.trouble = ["offline", "signin", "other"].includes(kind) ? kind : "";
    this.tell();
    this.#backoff.again();
    return false;
  }
}

// Until the person has chosen nothing is handed in, and nothing goes that was built on an overtaken version.
function isHeld({ kind, assignment, statement }, stuck) {
  return stuck.some((one) => one.assignment === assignment && (kind === "submit" || (one.status === "stale" && one.statement === statement)));
}

// Whether what was stored elsewhere says the same: there is nothing to choose.
function isSaid({ answers }, { kind, current }) { return kind === "stale" && Boolean(current?.answers) && same(answers, current.answers); }
