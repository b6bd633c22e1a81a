// The evidence of the current statement, as a list: what is needed together stands together, and "or" stands between.

import { flaws } from "./needs.js";
import { fromTemplate, setText } from "./nodes.js";
import { tell, words } from "./words.js";

/** Evidence by sets, each with its members in order. */
export function sets(evidence) {
  const found = new Map();
  for (const one of evidence) found.set(one.set, [...(found.get(one.set) ?? []), one]);
  return [...found.values()];
}

/** The same evidence, the sets numbered from 1 as they come. */
export function renumbered(evidence) {
  const numbers = new Map();
  for (const { set } of evidence) if (!numbers.has(set)) numbers.set(set, numbers.size + 1);
  return evidence.map((one) => ({ ...one, set: numbers.get(one.set) }));
}

/** What to call it: its title, else its address. */
export function titleOf(evidence) { return evidence.title || evidence.url.replace(/^https?:\/\/(www\.)?/, ""); }

/** The list on the card; buttons give the id of a piece of evidence. */
export class EvidenceList {
  #list = document.querySelector("[data-evidence]");
  #count = document.querySelector("[data-evidence-count]");
  #drawn = "[]";

  constructor(state) {
    this.state = state;
    this.#list.replaceChildren();
  }

  draw() {
    const { evidence } = this.state.record.now;
    const drawn = JSON.stringify([evidence, this.state.canEdit]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    setText(this.#count, evidence.length ? String(evidence.length) : "");
    this.#list.replaceChildren(...sets(evidence).map((members, index) => this.#set(members, index)));
  }

  #set(members, index) {
    const box = fromTemplate("t-evidence-set");
    box.querySelector("[data-or]").hidden = index === 0;
    box.querySelector("[data-together]").hidden = members.length < 2;
    box.querySelector("[data-members]").append(...members.map((one) => this.#item(one)));
    return box;
  }

  #item(one) {
    const item = fromTemplate("t-evidence");
    const put = (name, text) => {
      const node = item.querySelector(`[data-${name}]`);
      node.hidden = !text;
      node.textContent = text;
    };
    const link = item.querySelector("a");
    link.href = one.url;
    link.textContent = titleOf(one);
    item.querySelector("[data-relation]").dataset.relation = one.relation;
    put("relation", words.relations[one.relation]);
    put("meta", [one.title && new URL(one.url).hostname, one.publisher, one.author, words.media[one.medium], one.published_at, one.locator].filter(Boolean).join(", "));
    put("quote", one.quote && `“${one.quote}”`);
    put("flaws", flaws(one, this.state.payload.article).map((flaw) => words.flaws[flaw]).join(" "));
    const archive = item.querySelector("[data-archive]");
    archive.hidden = !one.archived_url;
    if (one.archived_url) archive.href = one.archived_url;
    for (const button of item.querySelectorAll("button")) Object.assign(button, { hidden: !this.state.canEdit, value: one.id, ariaLabel: tell(`${button.dataset.act}Named`, { name: titleOf(one) }) });
    return item;
  }
}
