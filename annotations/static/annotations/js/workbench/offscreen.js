// Turns and paragraphs out of sight are neither laid out nor painted (workbench.css), or each key would pay for the whole
// article. They stay in the page for search, focus and screen readers.

/** Gives each of them the height it has before it may be left out, so that nothing jumps when it comes back. */
export function leaveOut(pane) {
  const blocks = [...pane.querySelectorAll(".turn, .turn > :not(.lane) > *")];
  const heights = blocks.map((block) => block.getBoundingClientRect().height);
  for (const [at, block] of blocks.entries()) block.style.containIntrinsicBlockSize = `auto ${heights[at]}px`;
  pane.dataset.long = "";
}
