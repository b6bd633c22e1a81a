// Work under way: the watched part of the page is drawn anew every second until it waits for somebody or has ended.

const EVERY = 1000;
const PATIENCE = 10_000;
const part = () => document.querySelector("[data-watched]");

withoutSpare(document);

/** Links that do by hand what this script does by itself. */
function withoutSpare(root) {
  for (const link of root.querySelectorAll("[data-without-script]")) link.remove();
}

async function look() {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) show(new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-watched]"));
  } catch {
    // Offline or signed out: what is shown stays, and the next look may succeed.
  }
  goOn();
}

function show(fresh) {
  if (!fresh) return;
  const held = document.activeElement?.closest("[data-watched] button")?.value;
  withoutSpare(fresh);
  part().replaceWith(document.importNode(fresh, true));
  if (held) part().querySelector(`button[value="${CSS.escape(held)}"]`)?.focus();
}

function goOn() {
  if ("running" in part().dataset) setTimeout(look, EVERY);
}

goOn();
