// Keeps the place while somebody works, and fetches the next article before it is needed.

import { afterPaint } from "./later.js";

const BEAT = 60_000;

/** `address` is that of the next article once it is here: opening it then asks the network for nothing. */
export class Ahead {
  #worked = false;
  #isAsking = false;
  address = "";

  constructor(state, server) {
    Object.assign(this, { state, server, path: `assignments/${state.payload.assignment.id}` });
    for (const type of ["keydown", "pointerdown"]) addEventListener(type, () => { this.#worked = true; }, { capture: true, passive: true });
    setInterval(() => this.#beat(), BEAT);
  }

  // A lease that ran out meanwhile is no loss: late labels are kept.
  #beat() {
    if (this.#worked && this.state.mode !== "read") this.server.request("POST", `${this.path}/heartbeat`, {});
    this.#worked = false;
  }

  /** Look for the next article as soon as half of this one is answered. */
  look() {
    const { state } = this;
    if (this.address || this.#isAsking || state.mode === "read" || 2 * state.waiting.length > state.statements.length) return;
    this.#isAsking = true;
    afterPaint(() => this.#fetch());
  }

  // Without an answer it is tried again; an answer that there is nothing more to do holds for this article.
  async #fetch() {
    const outcome = await this.server.request("POST", `${this.path}/after`, {});
    if (outcome.kind !== "stored") this.#isAsking = false;
    else if (outcome.body) {
      const address = `/assignments/${outcome.body.assignment.id}/?ahead`;
      const page = await fetch(address, { credentials: "same-origin" }).catch(() => null);
      if (page?.ok && !page.redirected) this.address = address;
    }
  }
}
