// Rows of an editor in their order: the buttons, and Alt with an arrow key, move the row without a new page.

import { soon } from "./preview.js";

const rows = document.querySelector("[data-rows]");
const said = document.querySelector("[data-moved]");
const STEPS = { ArrowUp: -1, ArrowDown: 1 };

/** Move a row by one place; the focus stays where it is in it, and the new place is said. */
function move(row, by) {
  const held = document.activeElement;
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  other[by < 0 ? "before" : "after"](row);
  held.focus();
  row.scrollIntoView({ block: "nearest" });
  const place = [...rows.children].indexOf(row) + 1;
  const name = row.querySelector("input:not([type=hidden])").value;
  said.textContent = rows.dataset.say.replace("{name}", name).replace("{place}", place).replace("{total}", rows.children.length);
  soon();
}

rows.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move], [data-drop]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("[data-row]");
  if ("move" in button.dataset) move(row, Number(button.dataset.move));
  else {
    (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("input:not([type=hidden])").focus();
    row.remove();
    soon();
  }
});

rows.addEventListener("keydown", (event) => {
  if (!event.altKey || !(event.key in STEPS)) return;
  event.preventDefault();
  move(event.target.closest("[data-row]"), STEPS[event.key]);
});
