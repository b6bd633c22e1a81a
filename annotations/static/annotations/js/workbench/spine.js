// The row of numbers above the text. In an article of hundreds a few lines of them are in sight, and only those around the current one
// have their drawing: the browser gives each drawing a layer, and hundreds cost every key more than everything else it does.

const ONE_LINE = 40; // as in workbench.css, which gives several lines to more than that
const LINES = 4; // on a phone; three elsewhere
const PIP = 27; // pixels of a number with its gap, at least
const LOOKS = ["pointermove", "wheel", "focusin"];

/** The numbers: `light` moves the marker, `reveal` brings it into view. */
export class Spine {
  #box = document.querySelector(".spine");
  #pips = [...this.#box.querySelectorAll("a")];
  #lit = this.#pips.findIndex((pip) => pip.hasAttribute("aria-current"));
  #near = new Set();
  #reach = ONE_LINE;
  #isLong = this.#pips.length > ONE_LINE;

  constructor() {
    if (!this.#isLong) return;
    new ResizeObserver(([{ contentRect }]) => this.#widen(contentRect.width)).observe(this.#box);
    for (const look of LOOKS) this.#box.addEventListener(look, () => delete this.#box.dataset.near, { passive: true });
  }

  /** The link of a statement, by its number from 1. */
  pip(number) { return this.#pips[number - 1]; }

  /** Make a statement the current one. */
  light(number) {
    const pip = this.pip(number);
    if (this.#lit !== number - 1) this.#pips[this.#lit]?.removeAttribute("aria-current");
    if (!pip.hasAttribute("aria-current")) pip.setAttribute("aria-current", "step");
    this.#lit = number - 1;
    if (this.#isLong) this.#draw();
  }

  /** Bring the current one into view. */
  reveal() {
    if (this.#isLong) this.#pips[this.#lit].scrollIntoView({ block: "nearest" });
  }

  #widen(width) {
    this.#reach = LINES * Math.floor(width / PIP);
    this.#draw();
  }

  // Who looks through the numbers by hand has all drawings, until the next key.
  #draw() {
    const near = new Set(this.#pips.slice(Math.max(0, this.#lit - this.#reach), this.#lit + this.#reach + 1));
    for (const pip of near) if (!this.#near.has(pip)) pip.setAttribute("data-near", "");
    for (const pip of this.#near) if (!near.has(pip)) pip.removeAttribute("data-near");
    this.#near = near;
    if (!("near" in this.#box.dataset)) this.#box.dataset.near = "";
  }
}
