// Former answers, to go back to.

import { Pause } from "./later.js";

const DEEP = 200;

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
