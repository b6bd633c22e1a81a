// Typing "@" in a comment offers the people it may call, by keyboard alone. Choosing one writes the name and ticks the
// box that the form posts; the boxes are there without a script too.

const SHOWN = 8;
const BEHIND_AT = /(?:^|[\s(])@([\p{L}\p{M}\p{N}'’. -]{0,40})$/u;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

let list = null;
let field = null;
let at = 0;

const boxes = () => [...field.form.querySelectorAll("input[name=mention]")];
const nameOf = (box) => box.parentElement.textContent.trim();

function close() {
  list?.remove();
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
  list = field = null;
}

// Whoever's name, or a word of it, begins with what stands between the @ and the caret.
function found() {
  const typed = BEHIND_AT.exec(field.value.slice(0, field.selectionStart));
  if (!typed) return [];
  const wanted = fold(typed[1]);
  return boxes().filter((box) => ` ${fold(nameOf(box))}`.includes(` ${wanted}`)).slice(0, SHOWN);
}

function show(textarea) {
  close();
  field = textarea;
  const people = found();
  if (!people.length) return close();
  list = document.createElement("ul");
  list.className = "mention-list";
  list.id = `${field.id}-people`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.form.querySelector("legend").textContent);
  people.forEach((box, index) => list.append(option(box, index)));
  field.parentElement.append(list);
  field.setAttribute("aria-controls", list.id);
  light(0);
  list.scrollIntoView({ block: "nearest" });
}

function option(box, index) {
  const item = document.createElement("li");
  item.id = `${field.id}-person-${index}`;
  item.setAttribute("role", "option");
  item.dir = "auto";
  item.textContent = nameOf(box);
  item.dataset.value = box.value;
  return item;
}

function light(place) {
  const items = [...list.children];
  at = (place + items.length) % items.length;
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  items[at].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", items[at].id);
}

function take(item) {
  const box = boxes().find((one) => one.value === item.dataset.value);
  const caret = field.selectionStart;
  const start = field.value.slice(0, caret).lastIndexOf("@");
  field.setRangeText(`@${nameOf(box)} `, start, caret, "end");
  box.checked = true;
  box.closest("details").open = true;
  close();
}

function onKey(event) {
  if (!list || event.target !== field || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) light(at + step);
  else if (event.key === "Enter" || event.key === "Tab") take(list.children[at]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Follow every text marked with `data-mention`, also those that come later. */
export function startMentions() {
  addEventListener("input", (event) => { if (event.target.matches?.("[data-mention]")) show(event.target); });
  addEventListener("keydown", onKey, { capture: true });
  addEventListener("mousedown", (event) => {
    const item = event.target.closest?.(".mention-list > li");
    if (item) event.preventDefault();
    if (item) take(item);
    else if (list) close();
  });
  addEventListener("focusout", (event) => { if (list && event.target === field) close(); });
}
