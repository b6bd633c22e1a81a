// The newest answers, written down before they are painted: they outlive even a page that dies within the frame of the key.
// IndexedDB, which keeps them from then on, needs a turn of the event loop; localStorage takes some hundredths of a millisecond.

// A browser that keeps nothing refuses the very name.
function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Answers by statement, `{id, seq, now}`, of one person's assignment. */
export class Journal {
  #entries = new Map();
  #storage = storage();

  constructor(about) { this.key = `factcheck-now|${about}`; }

  /** How often was written: see `clear`. */
  writes = 0;

  /** What a page that died left behind. */
  read() { return JSON.parse(this.#storage?.getItem(this.key) ?? "[]"); }

  write({ id, seq, now }) {
    this.writes += 1;
    this.#entries.set(id, { id, seq, now });
    try {
      this.#storage?.setItem(this.key, JSON.stringify([...this.#entries.values()]));
    } catch {
      this.#storage.removeItem(this.key); // no room: the answers are kept after the frame all the same
    }
  }

  /** Take it away, unless something was written after `writes` was looked at. */
  clear(writes) {
    if (writes !== this.writes) return;
    this.#entries.clear();
    this.#storage?.removeItem(this.key);
  }
}
