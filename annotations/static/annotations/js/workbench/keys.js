// Which key does what. Off inside text fields and dialogs, never with Ctrl, Meta or Alt.

import { isOff, isTyping, keyOf } from "../typing.js";
import { isAnswered } from "./needs.js";

// The acts whose key everybody has; those of one character are the person's own and come with the page.
const FIXED = { " ": "open", arrowright: "nextPart", arrowleft: "previousPart", arrowdown: "next", arrowup: "previous", enter: "save" };
const OWN = JSON.parse(document.getElementById("keys").textContent);
const ACTS = { ...FIXED, ...Object.fromEntries(Object.entries(OWN).map(([name, key]) => [key, name])) };
const ANSWERING = { askSure: "take", explicit: "keep", evidence: "change" };
const REPEATING = new Set(["next", "previous"]);
const TAKES_ENTER = "button, a[href], summary, select";
const TAKES_SPACE = "button, a[href], summary, select, input, .wb-scroll";
const TAKES_ARROWS = "input[type=radio], [data-rows] input, .wb-scroll, select, summary";

/** Listen to the keyboard; `acts` has a method for every name above, and `choose(question, key)`. */
export function listen(state, acts) {
  const dialogs = document.getElementsByTagName("dialog"); // kept up by the browser; a query would search the article for each key
  const answers = new Map();
  for (const question of state.questions) {
    for (const label of question.labels) {
      if (label.hotkey && !label.is_hidden) answers.set(label.hotkey, [...(answers.get(label.hotkey) ?? []), { question, key: label.key }]);
    }
  }

  // A key that several questions know is meant for the one in focus, else for the first that is open.
  function answered(key) {
    if (state.atEnd || state.mode === "read") return null;
    const { asked, record } = state;
    const found = (answers.get(key) ?? []).filter(({ question }) => asked.includes(question));
    return found.find(({ question }) => question.key === state.question) ?? found.find(({ question }) => !isAnswered(question, record.now)) ?? found[0];
  }

  function act(key, event) {
    const answersReview = state.mode === "returned" && !state.record.changing;
    const name = (answersReview && ANSWERING[ACTS[key]]) || ACTS[key];
    if (REPEATING.has(name) || !event.repeat) {
      if (state.isGraded && !state.atEnd && state.question === state.stance.key && "123".includes(key)) return () => acts.intensity(Number(key));
      const found = answered(key);
      if (found) return () => acts.choose(found.question, found.key);
      if (name && !(state.atEnd && !["save", "previous", "undo"].includes(name))) return () => acts[name]();
    }
    return null;
  }

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isOff(event)) return;
    // Until the next frame the focus may still be in what has just gone, a dialog or a button; a fast key is meant for the statement.
    const isGone = event.target.checkVisibility?.() === false;
    if (event.key === "Escape" && isTyping(event)) event.target.blur();
    if ((isTyping(event) && !isGone) || [...dialogs].some(({ open }) => open)) return;
    const key = keyOf(event);
    if (!isGone && key === "enter" && event.target.closest(TAKES_ENTER)) return;
    if (!isGone && key === " " && event.target.closest(TAKES_SPACE)) return;
    if (!isGone && key.startsWith("arrow") && event.target.closest(TAKES_ARROWS)) return;
    const run = act(key, event);
    if (!run) return;
    event.preventDefault();
    run();
  });
}
