// Conversations in a dialog over the page, so that nobody leaves their work for them. Without it every link leads to the
// statement's page, where the same forms stand.

import { startMentions } from "./mention.js";

const PATIENCE = 20_000;
const dialog = document.getElementById("talk-dialog");
let opener = null;

/** The panel that `address` answers with; null when nothing came back. */
async function ask(address, options = {}) {
  try {
    const response = await fetch(address, { headers: { "X-Fragment": "1" }, redirect: "error", signal: AbortSignal.timeout(PATIENCE), ...options });
    return new DOMParser().parseFromString(await response.text(), "text/html").getElementById("comments");
  } catch {
    return null;  // no connection, signed out, or no answer in time
  }
}

async function open(link) {
  const panel = await ask(link.href);
  if (!panel && !("stay" in link.dataset)) return location.assign(link.href);
  opener = link;
  dialog.querySelector("[data-talk-body]").replaceChildren(panel ?? lost());
  dialog.showModal();
  (panel?.querySelector("textarea") ?? dialog.querySelector("[data-talk-close]")).focus();
}

async function send(form, submitter) {
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  const before = document.getElementById("comments");
  const panel = await ask(form.action, { method: "POST", body: new FormData(form, submitter) });
  delete form.dataset.busy;
  if (!panel) {
    form.querySelector("[role=alert]")?.remove();
    form.prepend(lost());
    return;
  }
  before.replaceWith(panel);
  tellLink(panel);
  const said = panel.querySelector(`[name=thread][value="${CSS.escape(form.elements.thread?.value ?? "")}"]`)?.form ?? panel;
  (said.querySelector("textarea, button") ?? dialog).focus();
}

const lost = () => document.querySelector("[data-lost]").content.cloneNode(true);

// The link from which the dialog was opened says how many conversations are open now.
function tellLink(panel) {
  if (!opener?.isConnected) return;
  const count = panel.querySelector(".card-head .count");
  opener.querySelector(".count")?.remove();
  if (count) opener.append(" ", count.cloneNode(true));
}

addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest("[data-talk-open]");
  if (link && dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link);
  } else if (target?.closest("[data-talk-close]") || (dialog && target === dialog)) dialog.close();
});
addEventListener("submit", (event) => {
  if (!event.target.matches("#talk-dialog [data-talk-form]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
startMentions();
