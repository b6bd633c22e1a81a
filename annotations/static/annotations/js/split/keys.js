// Which key does what. Off inside text fields and dialogs. While something is marked, only the keys of marking work.

import { isTyping, keyOf } from "../typing.js";

const ACTS = {
  j: "next", k: "previous", arrowdown: "next", arrowup: "previous", enter: "split", m: "merge", n: "mark", p: "speaker", q: "quote", r: "role",
  c: "addClaim", i: "insertion", a: "addAttribution", t: "continues", d: "duplicate", l: "link", u: "undo", f: "freeze",
};
const STEPS = { arrowleft: -1, arrowright: 1 };
const REPEATING = new Set(["next", "previous"]);
const TAKES_ENTER = "button, a[href], summary, select";

/** Listen to the keyboard; `acts` has a method for every name above, `desk`, `caret` and `mode` as in main.js. */
export function listen({ desk, caret, mode, acts, announce, back }) {
  const forward = desk.payload.direction === "rtl" ? -1 : 1;

  function say() {
    const { text } = desk;
    announce(`${text.wordBefore(desk.row.start, desk.caret)} | ${text.wordAt(desk.caret, desk.row.end)}`);
  }

  function move(offset) {
    caret.move(offset);
    say();
  }

  function step(key, event) {
    const range = mode.isMarking ? [0, desk.text.length] : [desk.row.start, desk.row.end];
    if (event.shiftKey && !caret.isAnchored) caret.anchor();
    if (key === "home") return () => move(range[0] === 0 ? desk.row.start : range[0]);
    if (key === "end") return () => move(range[0] === 0 ? desk.row.end : range[1]);
    return STEPS[key] ? () => move(caret.step(STEPS[key] * forward, event.ctrlKey || event.altKey, range)) : null;
  }

  function marking(key) {
    return { enter: () => mode.take(), escape: () => mode.cancel(), " ": () => mode.begin() }[key] ?? null;
  }

  function act(key, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (key === "[" || key === "]") return () => acts.moveEnd(key === "[" ? -1 : 1);
    if (key === "u" && event.shiftKey) return event.repeat ? null : () => acts.redo();
    if (key === "escape") return caret.isAnchored ? () => caret.anchor(false) : null;
    const name = ACTS[key];
    return name && (REPEATING.has(name) || !event.repeat) ? () => acts[name]() : null;
  }

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    // Until the next frame the focus may still be in a dialog that has just closed; a fast key is meant for the text.
    const isGone = event.target.closest?.("dialog:not([open])");
    if (event.key === "Escape" && isTyping(event) && !isGone) back();
    if ((isTyping(event) && !isGone) || document.querySelector("dialog[open]")) return;
    const key = keyOf(event);
    if (!isGone && key === "enter" && event.target.closest?.(TAKES_ENTER)) return;
    if (!isGone && key === " " && event.target.closest?.("button, summary, input")) return;
    const run = step(key, event) ?? (mode.isOpen ? marking(key) : act(key, event));
    if (!run) return;
    event.preventDefault();
    run();
  });
}
