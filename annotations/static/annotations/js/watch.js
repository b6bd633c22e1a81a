// Work under way: the watched part of the page is drawn anew every second until it waits for somebody or has ended.
// What there is to tell then stands in it as a template, and takes the place of what was told while it went on.

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
  const held = named(document.activeElement?.closest("[data-watched] :is(button, a)"));
  withoutSpare(fresh);
  tell(fresh.querySelector("template[data-news]"));
  part().replaceWith(document.importNode(fresh, true));
  if (held) part().querySelector(held)?.focus();
}

/** How a button or a link is found again in the part that is drawn anew. */
function named(node) {
  const name = node?.matches("a") ? "href" : "value";
  return node?.hasAttribute(name) ? `[${name}="${CSS.escape(node.getAttribute(name))}"]` : "";
}

function tell(news) {
  if (news) document.querySelector("[role=status][data-news]")?.replaceChildren(document.importNode(news.content, true));
}

function goOn() {
  if ("running" in part().dataset) setTimeout(look, EVERY);
}

goOn();
