// Whether keys belong to a text field or to the page.

/** Whether this is a key of one character, and the person has switched those off. */
export function isOff(event) {
  return event.key.length === 1 && document.documentElement.dataset.keys === "off";
}

/** Whether a key press is none of the page's: it belongs to a field in which somebody is writing, or it is switched off. */
export function isTyping(event) {
  if (isOff(event)) return true;
  const target = event.target;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"));
}

/** The key as printed on the cap, whatever the keyboard's language. */
export function keyOf(event) {
  if (event.key.length > 1 || /^[\x20-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  return /^(?:Key|Digit)(.)$/.exec(event.code)?.[1].toLowerCase() ?? event.key;
}
