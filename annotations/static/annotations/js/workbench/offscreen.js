// What is out of sight is neither laid out nor painted (workbench.css): neither the first look nor a key pays for the whole article.
// It stays in the page for search, focus and screen readers. How high it is, is guessed at first and found out later, so that the
// scroll bar tells the truth and nothing jumps.

import { whenIdle } from "./later.js";

const AT_ONCE = 10;

/** The heights of the text: every turn's, and instead of a long one's those of its paragraphs. */
export class Heights {
  #pane = document.querySelector(".wb-scroll");
  #unknown = [...this.#pane.querySelectorAll(".turn:not(.turn-long), .turn-long > :last-child > *")];

  /** Find out all of them, some at a time while nothing else is to be done. */
  later() {
    whenIdle(() => {
      this.#measure(this.#unknown.splice(0, AT_ONCE));
      if (this.#unknown.length) this.later();
      else this.#pane.dataset.measured = "";
    });
  }

  /** Find out now what stands above an element: it is to be scrolled to. */
  above(element) {
    const at = this.#unknown.findIndex((block) => block.contains(element));
    if (at > 0) this.#measure(this.#unknown.splice(0, at));
  }

  // What is above the pane pushes what is in it; the pane follows, unless the browser has done so (scroll anchoring).
  #measure(blocks) {
    if (!blocks.length) return;
    const end = () => blocks.at(-1).getBoundingClientRect().bottom;
    const before = end();
    for (const { style } of blocks) style.contentVisibility = "visible";
    const heights = blocks.map((block) => block.getBoundingClientRect().height);
    for (const [at, { style }] of blocks.entries()) {
      style.containIntrinsicBlockSize = `auto ${heights[at]}px`;
      style.contentVisibility = "";
    }
    if (before < this.#pane.getBoundingClientRect().top) this.#pane.scrollTop += end() - before;
  }
}
