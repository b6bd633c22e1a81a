// Keeps the place while somebody works, and fetches the next article before it is needed.

import { afterPaint } from "./later.js";

const BEAT = 60_000;
const FRESH = 600_000; // what was fetched longer ago is fetched anew while there is a network

/** `address` is that of the next article once it is here: opening it then asks the network for nothing. */
export class Ahead {
  #worked = false;
  #isAsking = false;
  #fetchedAt = 0;
  address = "";

  constructor(state, server) {
    Object.assign(this, { state, server, path: `assignments/${state.payload.assignment.id}` });
    for (const type of ["keydown", "pointerdown"]) addEventListener(type, () => { this.#worked = true; }, { capture: true, passive: true });
    setInterval(() => this.#beat(), BEAT);
  }

  // A lease that ran out meanwhile is no loss: late labels are kept.
  #beat() {
    if (this.#worked && this.state.mode !== "read") this.server.request("POST", `${this.path}/heartbeat`, {});
    if (this.#worked && this.address && Date.now() - this.#fetchedAt > FRESH) this.#keep(this.address);
    this.#worked = false;
  }

  /** Look for the next article as soon as half of this one is answered. */
  look() {
    const { state } = this;
    if (this.address || this.#isAsking || state.mode === "read" || 2 * state.done < state.statements.length) return;
    if (2 * state.waiting.length > state.statements.length) return; // returned work may be complete and wait for a word
    this.#isAsking = true;
    afterPaint(() => this.#fetch());
  }

  // Without an answer it is tried again; that there is nothing more to do, or not for this person, holds for this article.
  async #fetch() {
    const outcome = await this.server.request("POST", `${this.path}/after`, {});
    if (outcome.kind === "stored" && outcome.body) await this.#keep(`/assignments/${outcome.body.assignment.id}/?ahead`);
    this.#isAsking = outcome.kind === "refused" || (outcome.kind === "stored" && !outcome.body);
  }

  // The browser's own cache keeps the page; it opens with the script and the styles that are here already.
  async #keep(address) {
    const page = await fetch(address, { credentials: "same-origin", cache: "reload" }).catch(() => null);
    if (!page?.ok || page.redirected) return;
    this.address = address;
    this.#fetchedAt = Date.now();
  }
}
