// The export page with a script: a choice shows its first rows at once, and commands can be copied.
// Without it, "Show the first rows" does the same by loading the page again.

const form = document.querySelector("[data-export]");
let asked = 0;

/** The page's own address for the choice in the form; what stands as it was is left out. */
function address() {
  const chosen = new FormData(form);
  chosen.delete("lossy");
  for (const field of form.elements) {
    if (field.name && (field.value === "" || field.selectedIndex === 0)) chosen.delete(field.name);
  }
  return `${form.action}?${new URLSearchParams(chosen)}`;
}

/** Fetches the page for the choice and puts its part in place; the newest choice wins. */
async function show() {
  const turn = (asked += 1);
  const url = address();
  try {
    const response = await fetch(url, { headers: { Accept: "text/html" } });
    if (!response.ok || response.redirected) throw new Error(`${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("choice");
    if (turn !== asked || !fresh) return;
    document.getElementById("choice").replaceWith(document.importNode(fresh, true));
    followViews(page);
    followParts(page);
    history.replaceState(null, "", url);
    offer();
  } catch {
    // Signed out or offline: the page itself says it better than we can.
    if (turn === asked) location.assign(url);
  }
}

/** Which views the format takes, and how many rows each has now. */
function followViews(page) {
  for (const input of form.querySelectorAll("input[name=view]")) {
    const twin = page.querySelector(`input[name=view][value="${CSS.escape(input.value)}"]`);
    [input.disabled, input.checked] = [twin.disabled, twin.checked];
    const count = (one) => one.closest("label").querySelector(".pick-n");
    count(input).replaceWith(document.importNode(count(twin), true));
  }
}

/** Filters, refusals and buttons as the choice has them; what somebody is in stays as it is. */
function followParts(page) {
  for (const part of form.querySelectorAll("[data-export-part]")) {
    const twin = page.querySelector(`[data-export-part="${part.dataset.exportPart}"]`);
    if (!part.contains(document.activeElement)) part.replaceWith(document.importNode(twin, true));
  }
}

/** What a script makes needless goes, and what needs one comes. */
function offer() {
  form.querySelector("[data-export-show]").hidden = true;
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  const text = button.querySelector("span");
  const before = text.textContent;
  text.textContent = button.dataset.done;
  setTimeout(() => { text.textContent = before; }, 2000);
}

form.addEventListener("change", show);
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-copy]");
  if (button) copy(button);
});
offer();
