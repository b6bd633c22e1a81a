// Small ways to touch the page: only what differs is written, so that nothing is laid out again for nothing.

/** Clone the only element of a template. */
export function clone(template) {
  return template.content.firstElementChild.cloneNode(true);
}

/** Clone the template of that id. */
export function fromTemplate(id) {
  return clone(document.getElementById(id));
}

/** Write text if it is another. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Set an attribute, or take it away when the value is empty. */
export function setAttribute(node, name, value) {
  if (value === "" || value === null || value === undefined || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? "" : value);
}

/** Fill the `{holes}` of a sentence. */
export function say(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}
