// The rows of the review table: which one is open, and the way to its neighbours. A row is a <tbody class="rv-row">.

import { load } from "./load.js";

const AHEAD = 12;
const FAR = 24;

/** All rows in order of the text. */
export const all = () => [...document.querySelectorAll(".rv-row")];

/** The open row, if one is. */
export const current = () => document.querySelector(".rv-row:has(> tr[aria-current])");

/** The form of a row; null where nothing can be decided. */
export const form = (row) => row?.querySelector("form.decide") ?? null;

/** The row `step` places away from the open one; the first row when none is open. */
export function neighbour(step) {
  const rows = all();
  const at = rows.indexOf(current());
  return at < 0 ? rows[0] : rows[at + step];
}

/** The next row without a decision behind `row`, else the first one; never a row that is being sent. */
export function nextOpen(row) {
  const rows = all();
  const behind = rows.slice(rows.indexOf(row) + 1);
  const waits = (one) => one !== row && one.dataset.state === "open" && !("busy" in one.dataset);
  return behind.find(waits) ?? rows.find(waits);
}

function fold(row) {
  for (const line of row.rows) line.removeAttribute("aria-current");
  // A decision on its way folds the row as its answer will: what is read next must not move when that comes.
  row.rows[0].classList.toggle("is-done", row.dataset.state !== "open" || "busy" in row.dataset);
  const decide = row.querySelector(".decide-row");
  if (decide) decide.hidden = true;
}

const lacksForm = (row) => !form(row) && row.querySelector("[data-open]");

/** Open a row and bring it into view; a row whose form the page left out is fetched. */
export function open(row) {
  if (!row) return;
  const before = current();
  if (before && before !== row) fold(before);
  for (const line of row.rows) line.setAttribute("aria-current", "true");
  if (lacksForm(row)) load(row).then(() => current() === row && unfold(row), () => location.assign(row.dataset.href));
  else unfold(row);
}

function unfold(row) {
  for (const line of row.rows) line.setAttribute("aria-current", "true");
  row.rows[0].classList.remove("is-done");
  const decide = row.querySelector(".decide-row");
  if (decide) decide.hidden = false;
  take(row);
  row.scrollIntoView({ block: "nearest" });
  fetchAhead(row);
  shed(row);
}

/** Remember that somebody changed something in a row's form. */
export function touch(event) {
  const row = event.target instanceof Element ? event.target.closest(".rv-row") : null;
  if (row) row.dataset.touched = "";
}

// Lets go of forms that nobody touched, far from the open row: the browser looks through all of them at every change.
function shed(row) {
  const rows = all();
  const at = rows.indexOf(row);
  for (const [place, one] of rows.entries()) {
    if (Math.abs(place - at) <= FAR || "touched" in one.dataset || "busy" in one.dataset) continue;
    if (one.querySelector("[data-open]")) one.querySelector(".decide-row")?.remove();
  }
}

/** Fetch the forms of the rows that come next, all at once, so that nobody waits for them: keys are faster than a line. */
export function fetchAhead(row) {
  const rows = all();
  const at = rows.indexOf(row);
  for (const one of rows.slice(at + 1, at + 1 + AHEAD)) {
    if (lacksForm(one)) load(one).catch(() => {});  // no connection just now: whoever opens the row tries again
  }
}

/** The open row's form, once it is there; null where nothing can be decided, or another row is open by then. */
export async function awaited(row) {
  if (row && lacksForm(row)) await load(row).catch(() => {});
  return current() === row ? form(row) : null;
}

// The keyboard goes to the decision, which says where it is and answers to Enter; a row that is closed takes it itself.
function take(row) {
  const chosen = form(row)?.querySelector("[name=decision]:checked:not([hidden]), [data-stays] .opts-status input");
  if (!chosen) row.tabIndex = -1;
  (chosen ?? row).focus({ preventScroll: true });
}
