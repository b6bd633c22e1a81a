// Lends keys to what a page can do anyway: ``data-key`` on a link, a button, a radio, a fold or a text says which.

import { isTyping } from "./typing.js";

/** What a key means in the end: a text is entered, everything else is clicked; a fold opens at its first field. */
function act(element) {
  if (element.matches("textarea, input:not([type=radio], [type=checkbox])")) {
    element.focus();
    return;
  }
  element.click();
  if (element.matches("summary")) element.parentElement.querySelector("textarea, input:not([type=hidden])")?.focus();
  else if (element.matches("input")) element.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
  const target = event.target instanceof Element ? event.target : null;
  if (event.key === "Enter" && target?.closest("a, button, summary")) return;
  const element = document.querySelector(`[data-key="${CSS.escape(event.key.length === 1 ? event.key.toLowerCase() : event.key)}"]`);
  if (!element || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act(element);
});
