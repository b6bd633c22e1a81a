// Edits that are not stored yet: sent one after the other, each on the version that the one before it made. They are kept in
// this browser until the server has answered; a tab that died leaves its edits to the next one.

import { Backoff } from "../workbench/backoff.js";
import { afterPaint } from "../workbench/later.js";

const lockOf = (tab) => `factcheck-split-${tab}`;

/**
 * The queue of one article in one tab. An item: `{id, act, args, says, base, body, status}`; `base` is the version it was built
 * on (null: what the item before it makes), `body` what was sent, `status` is `waiting`, `stale` or `refused` (with `why`).
 * `hooks`: `body(item)` gives what to send or null, `stored(item, answer)`, `stale(current)`, `refused(item)`, `changed(summary)`.
 */
export class Queue {
  #running = false;
  #trouble = "";
  #backoff = new Backoff(() => this.drain());
  items = [];

  constructor({ store, server, about, article, hooks }) {
    Object.assign(this, { store, server, about, article, hooks, tab: crypto.randomUUID?.() ?? String(Math.random()) });
    navigator.locks?.request(lockOf(this.tab), () => new Promise(() => {}));
    addEventListener("online", () => this.retry());
    addEventListener("offline", () => { this.#trouble = "offline"; this.#tell(); });
    document.addEventListener("visibilitychange", () => document.hidden || this.retry());
  }

  get waiting() { return this.items.filter((item) => item.status === "waiting"); }
  get stuck() { return this.items.filter((item) => item.status !== "waiting"); }

  /** Take over what earlier tabs left. */
  async load() {
    const held = new Set(((await navigator.locks?.query())?.held ?? []).map((lock) => lock.name));
    for (const item of await this.store.range("drafts", this.about)) {
      if (item.tab !== this.tab && held.has(lockOf(item.tab))) continue;
      await this.store.remove("drafts", item.key);
      this.items.push(this.#owned(item));
      await this.#keep(this.items.at(-1));
    }
    this.#tell();
  }

  #owned(item) {
    const n = String(Date.now()).padStart(15, "0") + String(this.items.length).padStart(6, "0");
    return { ...item, tab: this.tab, key: item.tab === this.tab ? item.key : `${this.about}${this.tab}|${n}` };
  }

  #keep(item) { return this.store.put("drafts", { ...item }); }

  /** Keep an edit and send it as soon as may be. */
  add(item, version) {
    const row = Object.assign(item, this.#owned({ base: this.waiting.length ? null : version, body: null, status: "waiting" }));
    this.items.push(row);
    this.#tell();
    // Gone meanwhile means stored meanwhile: writing it then would send it again after a reload.
    afterPaint(() => { if (this.items.includes(row)) this.#keep(row); });
    this.drain();
  }

  /** Take an item away: stored, or the person decided so. */
  async drop(item) {
    this.items = this.items.filter((one) => one !== item);
    this.#tell();
    await this.store.remove("drafts", item.key);
  }

  retry() {
    this.#backoff.reset();
    this.drain();
  }

  #tell() {
    const waiting = this.waiting.length;
    this.hooks.changed({ stuck: this.stuck.length, waiting, trouble: waiting ? this.#trouble : "" });
  }

  async drain() {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.waiting.length && (await this.#send(this.waiting[0])));
    } finally {
      this.#running = false;
    }
  }

  async #send(item) {
    item.body ??= this.hooks.body(item);
    if (!item.body) return this.#stick(item, "refused", item.why);
    await this.#keep(item);
    const headers = { "If-Match": `"${item.base}"` };
    const outcome = await this.server.request("POST", `articles/${this.article}/split/edits`, { ...item.body, id: item.id }, headers);
    this.#trouble = ["offline", "signin", "other"].includes(outcome.kind) ? outcome.kind : "";
    if (outcome.kind === "stored") return this.#stored(item, outcome.body);
    if (outcome.kind === "stale") return this.#stale(outcome.current);
    if (outcome.kind === "refused") return this.#stick(item, "refused", outcome.why);
    this.#tell();
    this.#backoff.again();
    return false;
  }

  async #stored(item, answer) {
    this.#backoff.reset();
    await this.#build(item, answer.version);
    await this.drop(item);
    this.hooks.stored(item, answer);
    return true;
  }

  // What follows was built on this item: on what it made, or, when it was refused, on what was there before.
  async #build(item, version) {
    const next = this.waiting.find((one) => one !== item);
    if (next && next.base === null) await this.#keep(Object.assign(next, { base: version }));
  }

  async #stick(item, status, why) {
    await this.#build(item, item.base);
    await this.#keep(Object.assign(item, { status, why, body: null }));
    this.#tell();
    this.hooks.refused(item);
    return true;
  }

  // Somebody else was faster: everything that was built on the old version waits for the person.
  async #stale(current) {
    for (const item of this.waiting) await this.#keep(Object.assign(item, { status: "stale", body: null }));
    this.#tell();
    this.hooks.stale(current);
    return false;
  }
}
