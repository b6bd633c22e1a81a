// Whether keys belong to a text field or to the page.

/** Whether a key press belongs to a field in which somebody is writing. */
export function isTyping(event) {
  const target = event.target;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"));
}
