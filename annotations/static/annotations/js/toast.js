// A short word at the lower edge, read out politely: toast("Statement 8 skipped", { action: "Undo", run: undo, key: "U" }).

const STAY = 6000;

/**
 * Show a message and take it away again.
 * @param {string} text what happened
 * @param {{action?: string, run?: () => void, key?: string, stay?: number}} [options] a button, what it does, the key
 *   that does the same (printed only), and how long the message stays in milliseconds (0: until replaced)
 * @returns {() => void} takes the message away
 */
export function toast(text, { action = "", run = () => {}, key = "", stay = STAY } = {}) {
  const box = document.createElement("div");
  box.className = "toast";
  box.append(text);
  const close = () => box.remove();
  if (action) box.append(button(action, key, () => { close(); run(); }));
  document.getElementById("toasts").replaceChildren(box);
  if (stay) leaveAfter(box, stay, close);
  return close;
}

function button(label, key, run) {
  const element = document.createElement("button");
  element.type = "button";
  element.append(label);
  if (key) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    element.append(" ", cap);
  }
  element.addEventListener("click", run);
  return element;
}

// Nobody should lose a message while reading it: the clock stands still under the pointer and under the keyboard.
function leaveAfter(box, stay, close) {
  let clock = setTimeout(close, stay);
  const hold = () => clearTimeout(clock);
  const go = () => { hold(); clock = setTimeout(close, stay); };
  box.addEventListener("pointerenter", hold);
  box.addEventListener("focusin", hold);
  box.addEventListener("pointerleave", go);
  box.addEventListener("focusout", go);
}
