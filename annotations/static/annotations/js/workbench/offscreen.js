// Turns out of sight, and in long ones their paragraphs, are neither laid out nor painted (workbench.css), or each key would pay
// for the whole article. They stay in the page for search, focus and screen readers. Each is looked at in every frame, so there
// are no more of them than it takes.

import { whenIdle } from "./later.js";

const LONG = 8;

/** Gives each of them the height it has before it may be left out, so that nothing jumps when it comes back; as soon as nothing else is to be done. */
export function leaveOut(pane) { whenIdle(() => measure(pane)); }

function measure(pane) {
  const blocks = [...pane.querySelectorAll(".turn")].flatMap((turn) => {
    const { children } = turn.lastElementChild;
    return children.length > LONG ? [turn, ...children] : [turn];
  });
  const heights = blocks.map((block) => block.getBoundingClientRect().height);
  for (const [at, block] of blocks.entries()) {
    block.style.containIntrinsicBlockSize = `auto ${heights[at]}px`;
    block.dataset.out = "";
  }
}
