// The lines of the panel's lists: attributions, links, places to check. Cloned from templates; text and attributes are filled in.

import { fromTemplate } from "../workbench/nodes.js";
import { tell, words } from "../workbench/words.js";
import { markOf, quoteOf } from "../monograms.js";

/** Why an attribution is there: the pattern and how often it is right, or that somebody set it. */
export function why({ origin, rule, confidence }) {
  if (origin === "manual" || !rule) return tell("byHand");
  const certainty = words.certainty.find(([bound]) => (confidence ?? 0) >= bound)[1];
  return tell("because", { rule: words.rules[rule] ?? rule, certainty });
}

/** One attribution of the row in hand, with its marked words. */
export function saysOf({ text, entities }, said) {
  const item = fromTemplate("t-attribution");
  const speaker = entities.find((entity) => entity.id === said.speaker) ?? null;
  item.dataset.attribution = said.id;
  item.querySelector("[data-mark]").replaceChildren(markOf(speaker));
  item.querySelector("[data-name]").textContent = speaker?.name ?? tell("nobody");
  for (const part of ["source", "cue"]) {
    const node = item.querySelector(`[data-${part}]`);
    node.hidden = !said[part];
    if (said[part]) node.textContent = text.slice(...said[part]);
  }
  item.querySelector("[data-quote]").replaceChildren(...quoteOf(said.quote_type));
  item.querySelector("[data-nested]").hidden = !said.nested_in;
  item.querySelector("[data-why]").textContent = why(said);
  return item;
}

/** The leads from the row in hand; the first is the one it repeats. */
export function linksOf({ row, rows, split }) {
  const find = (id) => rows.find((other) => other.id === id);
  const lead = (type, says, to) => ({ type, says, n: to.n, start: to.start });
  const twin = find(row.duplicate_of);
  const leads = split.relations.filter((one) => one.from === row.id && find(one.to));
  return [...(twin ? [lead("", tell("twin"), twin)] : []), ...leads.map((one) => lead(one.type, words.relations[one.type], find(one.to)))];
}

/** One lead. */
export function linkOf({ type, says, n, start }) {
  const item = fromTemplate("t-link");
  item.querySelector("[data-say]").textContent = says;
  aim(item, tell("atStatement", { n: n ?? "–" }), start);
  Object.assign(item.querySelector("button").dataset, { unlink: type, start });
  return item;
}

/** The places to check, each with the number that its statement has now. */
export function checksOf(desk) {
  const byId = new Map(desk.rows.map((row) => [row.id, row]));
  return desk.split.checks.map(({ statement, at, words: says }) => {
    const row = byId.get(statement) ?? desk.rowAt(at);
    return { says, at, n: row?.n ?? null, start: row?.start ?? 0 };
  });
}

/** One place to check, with the way there. */
export function checkOf({ says, at, n, start }) {
  const item = fromTemplate("t-check");
  item.querySelector("[data-say]").textContent = says;
  aim(item, n ? tell("statement", { n }) : tell("notStatement"), start, at);
  return item;
}

function aim(item, text, start, at = "") {
  const link = item.querySelector("[data-to]");
  link.textContent = text;
  link.href = `?at=${start}#at-${start}`;
  Object.assign(link.dataset, { start, at });
}
