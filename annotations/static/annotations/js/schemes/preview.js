// A form with a preview beside it: while somebody types, the server draws #preview anew. The button does the same by hand.
// Whoever leaves it with something unsaved is asked first.

const PATIENCE = 10_000;
const PAUSE = 200;
const form = document.querySelector("form[data-preview]");
let due = 0;
let asked = 0;
let sends = false;

const said = () => new URLSearchParams(new FormData(form)).toString();
const first = form && said();
const isUnsaved = () => "unsaved" in form.dataset || said() !== first;

/** Ask for the page with what stands in the form now, and take its preview over; the newest question wins. */
async function draw() {
  asked += 1;
  const mine = asked;
  const body = new FormData(form);
  body.set("act", "preview");
  try {
    const response = await fetch(location.href, { method: "POST", body, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok || mine !== asked) return;
    show(new DOMParser().parseFromString(await response.text(), "text/html").getElementById("preview"));
  } catch {
    // Offline or signed out: what is shown stays, and the next change tries again.
  }
}

function show(fresh) {
  const shown = document.getElementById("preview");
  if (!fresh || !shown) return;
  const folded = [...shown.querySelectorAll("details")].map((one) => one.open);
  [...fresh.querySelectorAll("details")].forEach((one, place) => { one.open = folded[place] ?? one.open; });
  shown.replaceChildren(...document.importNode(fresh, true).childNodes);
}

/** Draw soon; many changes in a row are one. */
export function soon() {
  clearTimeout(due);
  due = setTimeout(draw, PAUSE);
}

form?.addEventListener("input", soon);
form?.addEventListener("submit", () => { sends = true; });
addEventListener("pageshow", () => { sends = false; });
addEventListener("beforeunload", (event) => { if (form && !sends && isUnsaved()) event.preventDefault(); });
