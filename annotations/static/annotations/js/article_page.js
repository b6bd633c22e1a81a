// Pointing at an attribution, in the list or in the text, lights its source, cue and content. Links do the same
// without a script: ?attribution=<index>.

const ROW = "[data-attribution]";
const fixed = new Set([...document.querySelectorAll(".is-lit")]);

/** The indexes of the attributions under an element: of its row in the list, or of the stretch of text. */
function indexesAt(element) {
  const row = element.closest(ROW);
  if (row) return [row.dataset.attribution];
  return element.closest("[data-a]")?.dataset.a.trim().split(" ") ?? [];
}

let shown = "";

function light(indexes) {
  if (indexes.join() === shown) return;
  shown = indexes.join();
  for (const one of document.querySelectorAll(`.pc, ${ROW}`)) {
    const own = one.dataset.attribution ? [one.dataset.attribution] : one.dataset.a.trim().split(" ");
    const lit = indexes.length ? indexes.some((index) => own.includes(index)) : fixed.has(one);
    one.classList.toggle("is-lit", lit);
  }
}

for (const name of ["pointerover", "focusin"]) {
  document.addEventListener(name, (event) => {
    if (event.target instanceof Element) light(indexesAt(event.target));
  });
}
