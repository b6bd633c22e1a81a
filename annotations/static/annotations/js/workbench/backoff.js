// Trying again: soon at first, then ever more seldom, and never all browsers at the same moment.

const FIRST = 500;
const LONGEST = 30_000;

/** Calls `run` again, after 0.5 s, 1 s, 2 s … up to 30 s, a quarter more or less. */
export class Backoff {
  #failures = 0;
  #timer = 0;

  constructor(run) { this.run = run; }

  /** It went wrong once more. */
  again() {
    clearTimeout(this.#timer);
    const wait = Math.min(LONGEST, FIRST * 2 ** this.#failures) * (0.75 + Math.random() / 2);
    this.#failures += 1;
    this.#timer = setTimeout(this.run, wait);
  }

  /** It went well. */
  reset() {
    clearTimeout(this.#timer);
    this.#failures = 0;
  }
}
