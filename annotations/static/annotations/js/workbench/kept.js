// What is not stored on the server yet, kept in IndexedDB and shared by all tabs of one person.

import { afterPaint, Pause } from "./later.js";

const STAYED = 3000; // milliseconds after which a page that was to be left is still there

/**
 * The kept items of one person, oldest first.
 * An item: `{n, kind, user, status, …}`; `n` is its place, `kind` is `revision`, `reply` or `submit`, `status` is `waiting`, `stale` (with
 * `current`) or `parked` (with `why` and its `code`). `hooks`: `changed(summary)`, `about(item)` gives what is kept with it for the eye, `unkept(item, error)`.
 */
export class Kept {
  #adding = 0;
  #adds = new Set();
  #channel = null;
  #sending = new Pause(() => this.settled().then(() => this.drain())); // what was made in one breath goes out together
  trouble = "";
  items = [];

  constructor(store, user, hooks) {
    Object.assign(this, { store, user, hooks, name: `factcheck-outbox-${user}` });
    if ("BroadcastChannel" in globalThis) this.#channel = new BroadcastChannel(this.name);
    this.#channel?.addEventListener("message", () => this.read());
    addEventListener("beforeunload", (event) => {
      if (this.isAtRisk) event.preventDefault();
      this.isLeaving = true;
      setTimeout(() => this.#stay(), STAYED);
    });
    addEventListener("pageshow", (event) => { if (event.persisted) this.#stay(); });
  }

  /**
   * Whether the page is being left. The next one may have been drawn before the server had what is under way here: then nothing is
   * sent nor taken away any more, so that the next page finds it kept, shows it, and sends it again under its id.
   */
  isLeaving = false;

  #stay() {
    this.isLeaving = false;
    this.drain();
  }

  /** Whether leaving the page now would lose something: it is not on the disk yet, or never will be. */
  get isAtRisk() { return this.#adding > 0 || (!this.store.isDurable && this.items.length > 0); }

  /** Begin with what was read from the store. */
  begin(items) {
    this.items = items;
    this.tell();
  }

  async read() {
    this.items = await this.store.outbox(this.user);
    this.tell();
  }

  /** Read after a change; the other tabs do so too. */
  async reread() {
    this.#channel?.postMessage("changed");
    await this.read();
  }

  tell() {
    const stuck = this.items.filter((item) => item.status !== "waiting").length;
    const kept = this.items.length - stuck; // on the disk
    const waiting = kept + this.#adding;
    this.hooks.changed({ stuck, waiting, kept, trouble: waiting ? this.trouble : "" });
  }

  /** Keep an item and send it as soon as may be. The caller never waits for this. */
  add(item) {
    this.#adding += 1;
    this.tell();
    const kept = new Promise((done) => { afterPaint(() => this.#keep({ ...this.hooks.about(item), ...item, user: this.user, status: "waiting" }).then(done, done)); });
    this.#adds.add(kept);
    kept.then(() => this.#adds.delete(kept));
  }

  // The list is not read again for each label: IndexedDB answers in the order in which it was asked, so that what was read
  // before lacks this row, and what is read after has it. It stops being counted as "being added" in the same breath in which
  // the list shows it: "saved" never flashes.
  async #keep(row) {
    try {
      const n = await this.store.add(row);
      this.items.push({ ...row, n });
      this.#channel?.postMessage("changed");
    } catch (error) {
      this.hooks.unkept(row, error);
    }
    this.#adding -= 1;
    this.tell();
    this.#sending.soon();
  }

  /** Wait until everything that was added is in the list. */
  async settled() { while (this.#adds.size) await Promise.all(this.#adds); }

  /** Send what was refused once more. */
  async release() {
    for (const item of this.items) if (item.status === "parked") await this.store.put("outbox", { ...item, status: "waiting" });
    await this.reread();
    this.retry();
  }

  /** Take items away unsent: the person decided so. */
  async drop(test) {
    await this.store.removeAll("outbox", this.items.filter(test).map((item) => item.n));
    await this.reread();
    this.drain();
  }
}
