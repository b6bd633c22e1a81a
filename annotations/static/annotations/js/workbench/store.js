// IndexedDB: the outbox, drafts and the undo list. Every row belongs to a person; nobody else's rows are ever read.

const NAME = "factcheck-work";
const STORES = { outbox: { keyPath: "n", autoIncrement: true }, drafts: { keyPath: "key" }, undo: { keyPath: "key" } };

// A transaction that writes says at once that nothing follows: it is over a turn earlier, and even where the page goes away.
function asPromise(request) {
  if (request.transaction?.mode === "readwrite") request.transaction.commit();
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Rows of one browser. `isDurable` is false where the browser keeps nothing, and the rows live as long as the page. */
export class Store {
  #db;

  constructor(db) { this.#db = db; }

  get isDurable() { return true; }

  static async open() {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        for (const [name, options] of Object.entries(STORES)) request.result.createObjectStore(name, options);
        request.transaction.objectStore("outbox").createIndex("user", "user");
      };
      return new Store(await asPromise(request));
    } catch {
      return new Forgetful();
    }
  }

  #in(name, mode, durability = "relaxed") {
    return this.#db.transaction(name, mode, { durability }).objectStore(name);
  }

  get(name, key) { return asPromise(this.#in(name, "readonly").get(key)); }
  put(name, row) { return asPromise(this.#in(name, "readwrite").put(row)); }
  remove(name, key) { return asPromise(this.#in(name, "readwrite").delete(key)); }

  /** Take several rows away at once. */
  removeAll(name, keys) {
    const store = this.#in(name, "readwrite");
    const last = keys.map((key) => store.delete(key)).at(-1);
    return last && asPromise(last);
  }

  /** Add to the outbox; resolves when the browser says that it is on the disk. */
  add(row) {
    const store = this.#in("outbox", "readwrite", "strict");
    const request = store.add(row);
    return new Promise((resolve, reject) => {
      store.transaction.oncomplete = () => resolve(request.result);
      store.transaction.onabort = () => reject(store.transaction.error);
      store.transaction.commit();
    });
  }

  /** The rows whose key begins like this. */
  range(name, start) { return asPromise(this.#in(name, "readonly").getAll(IDBKeyRange.bound(start, `${start}\uffff`))); }

  /** All rows of a person's outbox, oldest first. */
  outbox(user) { return asPromise(this.#in("outbox", "readonly").index("user").getAll(user)); }
}

/** The same for browsers that refuse IndexedDB. */
class Forgetful {
  #rows = { outbox: new Map(), drafts: new Map(), undo: new Map() };
  #last = 0;

  get isDurable() { return false; }
  async get(name, key) { return this.#rows[name].get(key); }
  async range(name, start) { return [...this.#rows[name].values()].filter((row) => row.key.startsWith(start)); }
  async put(name, row) { this.#rows[name].set(row.n ?? row.key, row); }
  async remove(name, key) { this.#rows[name].delete(key); }
  async removeAll(name, keys) { for (const key of keys) this.#rows[name].delete(key); }
  async add(row) {
    this.#last += 1;
    this.#rows.outbox.set(this.#last, { ...row, n: this.#last });
    return this.#last;
  }
  async outbox(user) { return [...this.#rows.outbox.values()].filter((row) => row.user === user); }
}
