// Mouse, touch and form controls: the same acts as the keys.

import { light } from "./light.js";

/** Listen to clicks in the text and in the panel. */
export function pointer({ desk, caret, mode, acts, draft, panel, reveal }) {
  const list = document.querySelector(".se-list");
  const form = document.getElementById("split-form");

  // A click puts the text mark where it was; a selection stays a selection.
  list.addEventListener("click", (event) => {
    const node = event.target.closest(".se-block");
    if (!node || event.ctrlKey || event.metaKey) return;
    const row = desk.rows.find((one) => one.start === Number(node.dataset.start));
    if (event.target.closest("a")) event.preventDefault();
    if (mode.isPicking) return mode.point(row);
    if (mode.isMarking || caret.selected) return mode.isMarking && !caret.selected && putCaret();
    if (event.target.closest(".se-cut")) {
      acts.go(row, row.cut);
      return acts.split(row.cut);
    }
    const selection = getSelection();
    return acts.go(row, caret.offset(selection.focusNode, selection.focusOffset));
  });

  function putCaret() {
    const selection = getSelection();
    const offset = caret.offset(selection.focusNode, selection.focusOffset);
    if (offset !== null) caret.move(offset);
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-act], [data-to], [data-unlink], [data-change], [data-drop], .se-handle");
    if (!target || event.ctrlKey || event.metaKey) return;
    const said = () => desk.row.attributions.find((one) => one.id === target.closest("[data-attribution]").dataset.attribution);
    event.preventDefault();
    if (target.dataset.act) acts[NAMES[target.dataset.act] ?? target.dataset.act]();
    else if (target.matches("[data-to]")) acts.go(desk.rowAt(Number(target.dataset.start)), Number(target.dataset.at) || null);
    else if (target.matches("[data-unlink]")) unlink(target.dataset);
    else if (target.matches("[data-change]")) draft.change(said());
    else if (target.matches("[data-drop]")) acts.unattribute(said().id);
    else {
      target.setAttribute("aria-expanded", String(target.getAttribute("aria-expanded") !== "true"));
      reveal();
    }
  });

  function unlink({ unlink: type, start }) {
    if (type) acts.unlink(desk.rowAt(Number(start)), type);
    else acts.unduplicate();
  }

  const byId = { "quote-type": (value) => acts.quote(value), role: (value) => acts.role(value) };
  const byToggle = { continues: (on) => acts.continues(on), mark: (on) => acts.mark(!on) };
  form.addEventListener("change", ({ target }) => {
    if (byId[target.id]) byId[target.id](target.value);
    else if (target.dataset.toggle) {
      byToggle[target.dataset.toggle](target.checked);
      panel.draw();
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  // What an attribution covers is lit in the text while one points at it.
  const box = document.querySelector("[data-attributions]");
  const lightAt = ({ target }) => light(desk, caret, desk.row.attributions.find((one) => one.id === target.closest?.("[data-attribution]")?.dataset.attribution));
  for (const type of ["pointerover", "focusin"]) box.addEventListener(type, lightAt);
  for (const type of ["pointerleave", "focusout"]) box.addEventListener(type, () => light(desk, caret, null));
}

const NAMES = { claim: "addClaim", attribute: "addAttribution" };
