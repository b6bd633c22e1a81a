// Reviewing by keyboard. The page works without: every decision is a form of its own, and the server draws every part.

import { isTyping } from "../typing.js";
import { chooseLabel, pickAnswer } from "./choose.js";
import * as drafts from "./drafts.js";
import * as rows from "./rows.js";
import { isBusy, send } from "./send.js";

const pick = (form, decision) => {
  const radio = form.querySelector(`[name=decision][value=${decision}]`);
  if (radio) radio.checked = true;
  return radio;
};

function unfold(form, decision, field) {
  if (!pick(form, decision)) return;
  form.scrollIntoView({ block: "nearest" });
  field?.focus({ preventScroll: true });
}

async function decide(form) {
  const row = form.closest(".rv-row");
  const body = new FormData(form);
  const content = new URLSearchParams(body).toString();
  if (row.dataset.busy === content) return;
  row.dataset.busy = content;
  const stays = "stays" in form.dataset; // answered first: the label is shown, and the same row is decided
  const following = stays ? null : rows.nextOpen(row);
  const sent = send(form, body, row.id, () => Boolean(following) && rows.current() === row);
  if (following) rows.open(following);
  const { ok, row: fresh } = await sent;
  if (row.dataset.busy === content) delete row.dataset.busy;
  if (ok) {
    if (fresh !== row) drafts.forget(form);
    if (stays) rows.open(fresh);
    else if (!rows.nextOpen(fresh)) document.getElementById("submit-review")?.focus();
  } else if (fresh) {
    drafts.restore();
    rows.open(fresh);
  } else {
    form.querySelector("[data-problem]").replaceChildren(document.getElementById("no-connection").content.cloneNode(true));
    rows.open(row);
  }
}

const ACTS = {
  j: () => rows.open(rows.neighbour(1)),
  k: () => rows.open(rows.neighbour(-1)),
  a: (form) => { if (pick(form, "accept")) decide(form); },
  r: (form) => unfold(form, "accept_with_changes", form.querySelector(".opts-status :checked") ?? form.querySelector(".opts input")),
  x: (form) => unfold(form, "return", form.querySelector("textarea[name=comment]")),
  Enter: (form) => decide(form),
};

function onKey(event) {
  if (event.repeat && event.key !== "j" && event.key !== "k") return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  const target = event.target;
  const form = rows.form(rows.current());
  const inText = target instanceof Element && target.matches(".decide textarea[name=comment]");
  if (inText && event.key === "Enter" && !event.shiftKey) decide(target.form);
  else if (inText && event.key === "Escape") target.form.querySelector("[name=decision]:checked").focus();
  else if (isTyping(event)) return;
  else if (event.key === "A" && event.shiftKey) document.getElementById("accept-rest")?.requestSubmit();
  else if (event.shiftKey) return;
  else if (event.key === "Enter" && target instanceof Element && target.matches("a, button, summary, summary *")) return;
  else if (event.key === "j" || event.key === "k") ACTS[event.key]();
  else if (form && chooseLabel(form, event.key)) form.querySelector(".opts-status :checked")?.focus();
  else if (pickAnswer(form, event.key)) form.querySelector("[name=decision]:checked").focus();
  else if (form && ACTS[event.key]) ACTS[event.key](form);
  else if (ACTS[event.key]) rows.awaited(rows.current()).then((late) => late && ACTS[event.key](late));
  else return;
  event.preventDefault();
}

function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  const row = target?.closest(".rv-row");
  if (target?.closest("#submit-review[aria-disabled=true]")) rows.open(rows.nextOpen(rows.current()) ?? rows.current());
  else if (target?.closest("[data-open]")) rows.open(row);
  else if (event.detail && target?.closest("label:has([name=decision][value=accept])")) ACTS.a(rows.form(row));
  else {
    if (row && row !== rows.current() && !target.closest("a, button, summary, input, label")) rows.open(row);
    return;
  }
  event.preventDefault();
}

// The member's own answer is struck through where the new one differs.
function onChange(event) {
  const question = event.target instanceof Element ? event.target.closest("[data-question]") : null;
  if (!question) return;
  const chosen = [...question.querySelectorAll(".opts :checked")].map((input) => input.value).filter(Boolean);
  const was = question.dataset.was.split(" ").filter(Boolean);
  const same = chosen.length === was.length && was.every((key) => chosen.includes(key));
  for (const chip of question.querySelectorAll(".now .chip")) chip.classList.toggle("chip-was", !same);
}

function onSubmit(event) {
  if (!event.target.matches("form.decide")) return;
  event.preventDefault();
  decide(event.target);
}

drafts.restore();
addEventListener("keydown", onKey);
addEventListener("click", onClick);
addEventListener("change", onChange);
addEventListener("input", drafts.keep);
addEventListener("input", rows.touch);
addEventListener("submit", onSubmit);
addEventListener("beforeunload", (event) => { if (isBusy()) event.preventDefault(); });
rows.current()?.scrollIntoView({ block: "nearest" });
if (rows.current()) rows.fetchAhead(rows.current());
