// What is not stored yet: kept in IndexedDB, sent in order, taken away only after the server's answer.

import { Backoff } from "./backoff.js";
import { afterPaint } from "./later.js";

/**
 * The outbox of one person.
 * `hooks`: `changed(summary)`, `stored(item)`, `stale(item)`, `refused(item)`, `unkept(item, error)`; `send(item)` gives what `Server.send` gives.
 */
export class Outbox {
  #running = false;
  #again = false;
  #backoff = new Backoff(() => this.drain());
  #adding = 0;
  #adds = new Set();
  #trouble = "";
  items = [];

  constructor(store, user, send, hooks) {
    Object.assign(this, { store, user, send, hooks });
    addEventListener("online", () => this.retry());
    addEventListener("offline", () => { this.#trouble = "offline"; this.#tell(); });
    document.addEventListener("visibilitychange", () => document.hidden || this.retry());
  }

  /** Read what is kept, and begin to send. */
  async load() {
    await this.#read();
    this.drain();
    return this.items;
  }

  // `added` items stop being counted as "being added" in the same breath in which the list shows them: "saved" never flashes.
  async #read(added = 0) {
    this.items = await this.store.outbox(this.user);
    this.#adding -= added;
    this.#tell();
  }

  #tell() {
    const stuck = this.items.filter((item) => item.status !== "waiting").length;
    const waiting = this.items.length - stuck + this.#adding;
    this.hooks.changed({ stuck, waiting, trouble: waiting ? this.#trouble : "" });
  }

  /** Keep an item and send it as soon as may be. The caller never waits for this. */
  add(item) {
    this.#adding += 1;
    this.#tell();
    const kept = new Promise((done) => { afterPaint(() => this.#keep({ ...item, user: this.user, status: "waiting" }).then(done, done)); });
    this.#adds.add(kept);
    kept.then(() => this.#adds.delete(kept));
  }

  async #keep(row) {
    try {
      await this.store.add(row);
    } catch (error) {
      this.hooks.unkept(row, error);
    }
    await this.#read(1);
    this.drain();
  }

  /** Try at once what was put off. */
  retry() {
    this.#backoff.reset();
    this.drain();
  }

  /** Send what was refused or overtaken once more. */
  async release() {
    for (const item of this.items) if (item.status === "parked") await this.store.put("outbox", { ...item, status: "waiting" });
    await this.#read();
    this.retry();
  }

  /** Take items away unsent: the person decided so. */
  async drop(test) {
    for (const item of this.items.filter(test)) await this.store.remove("outbox", item.n);
    await this.#read();
  }

  async drain() {
    if (this.#running) { this.#again = true; return; }
    this.#running = true;
    const lock = `factcheck-outbox-${this.user}`;
    // Two tabs share the outbox; the lock keeps them in turn. Without it double sending is harmless, for ids repeat.
    try {
      if (navigator.locks) await navigator.locks.request(lock, () => this.#sendAll());
      else await this.#sendAll();
    } finally {
      this.#running = false;
    }
    if (this.#again) { this.#again = false; this.drain(); }
  }

  async #sendAll() {
    for (;;) {
      await this.#read();
      const item = this.items.find((one) => one.status === "waiting");
      if (!item || !(await this.#settle(item, await this.send(item)))) return;
    }
  }

  async #settle(item, outcome) {
    this.#trouble = outcome.kind === "offline" || outcome.kind === "signin" ? outcome.kind : "";
    if (outcome.kind === "stored") {
      this.#backoff.reset();
      await this.store.remove("outbox", item.n);
      this.hooks.stored(item);
    } else if (outcome.kind === "stale") await this.#set(item, { status: "stale", current: outcome.current }, this.hooks.stale);
    else if (outcome.kind === "refused") await this.#park(item, outcome.why);
    else return this.#wait();
    return true;
  }

  async #set(item, change, hook) {
    const row = { ...item, ...change };
    await this.store.put("outbox", row);
    await this.#read();
    hook(row);
  }

  // What follows on the same statement was built on the refused version, which will never be; it moves down by one.
  // A version that is still on its way into the list was built on it too, so the list must be whole before; and the page must
  // hear of it in the same breath, or it would build one more.
  async #park(item, why) {
    while (this.#adds.size) await Promise.all(this.#adds);
    const row = { ...item, status: "parked", why };
    this.hooks.refused(row);
    const later = this.items.filter((one) => one.n > item.n && one.statement === item.statement && one.status === "waiting");
    for (const one of later) await this.store.put("outbox", { ...one, base_seq: one.base_seq - 1 });
    await this.store.put("outbox", row);
    await this.#read();
  }

  #wait() {
    this.#tell();
    this.#backoff.again();
    return false;
  }
}
