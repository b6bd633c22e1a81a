// The dialog in which a piece of evidence is written down. Errors are said at the field they belong to.

import { newId } from "./answers.js";
import { sets, titleOf } from "./evidence.js";
import { flaws } from "./needs.js";
import { tell, words } from "./words.js";

const FORBIDDEN = /[\u0000-\u0020\u007f-\u00a0\\<>"`{}|^\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]|\s/u;
const ADDRESSES = ["url", "archived_url"];

/** What is wrong with an address, as a key of the words; empty where nothing is (schemes/addresses.py). */
export function wrongAddress(address) {
  if (!/^https?:\/\//i.test(address)) return "notHttp";
  if (FORBIDDEN.test(address)) return "notAddress";
  try {
    const { hostname, username, password } = new URL(address);
    return hostname && !username && !password ? "" : "notAddress";
  } catch {
    return "notAddress";
  }
}

/** `open(evidence, all, done)`: write down a new piece (null) or change one; `done` is given it, or null to take it away. */
export class Sources {
  #dialog = document.getElementById("evidence-dialog");
  #form = this.#dialog.querySelector("form");
  #field = (name) => this.#form.elements[name];

  constructor(state) {
    this.state = state;
    this.#form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(event.submitter); });
    this.#form.addEventListener("input", (event) => this.#notice(event.target.name));
    this.#form.addEventListener("keydown", (event) => {
      if (this.#dialog.open && event.key === "Enter" && event.ctrlKey) this.#form.requestSubmit();
    });
    this.#dialog.addEventListener("click", (event) => { if (event.target === this.#dialog || event.target.closest("[data-close]")) this.#dialog.close(); });
  }

  open(evidence, all, done) {
    Object.assign(this, { evidence, done });
    this.#form.reset();
    this.#offerSets(evidence, all);
    for (const [key, value] of Object.entries(evidence ?? {})) {
      const field = this.#field(key);
      if (field?.type === "checkbox") field.checked = value;
      else if (field) field.value = value ?? "";
    }
    this.#form.querySelector("[value=drop]").hidden = !evidence;
    for (const name of ADDRESSES) this.#say(name, "");
    this.#notice();
    this.#dialog.showModal();
    this.#field("url").focus();
  }

  // A set of its own, or one of those that are there: within a set all is needed, any set is enough.
  #offerSets(evidence, all) {
    const others = sets(all.filter((one) => one !== evidence));
    const taken = others.map(([{ set }]) => set);
    const own = evidence && !taken.includes(evidence.set) ? evidence.set : Math.max(0, ...taken, evidence?.set ?? 0) + 1;
    const together = others.map(([first]) => new Option(tell("together", { name: titleOf(first) }), first.set));
    this.#field("set").replaceChildren(new Option(words.say.alone, own), ...together);
    this.#form.querySelector("[data-sets]").hidden = !others.length;
  }

  #read() {
    const names = ["url", "title", "publisher", "author", "quote", "locator", "archived_url", "medium", "language", "relation"];
    return {
      ...Object.fromEntries(names.map((name) => [name, this.#field(name).value.trim()])), id: this.evidence?.id ?? newId(),
      published_at: this.#field("published_at").value || null, is_fact_check: this.#field("is_fact_check").checked, set: Number(this.#field("set").value),
    };
  }

  #submit(button) {
    if (button?.value !== "drop") {
      const wrong = ADDRESSES.filter((name) => this.#check(name));
      if (wrong.length) return this.#field(wrong[0]).focus();
    }
    this.#dialog.close();
    return this.done(button?.value === "drop" ? null : this.#read());
  }

  #check(name) {
    const address = this.#field(name).value.trim();
    const wrong = address || name === "url" ? wrongAddress(address) : "";
    this.#say(name, wrong && words.say[wrong]);
    return wrong;
  }

  #say(name, text) {
    const box = this.#form.querySelector(`[data-error="${name}"]`);
    box.hidden = !text;
    box.querySelector("[data-say]").textContent = text;
    this.#field(name).setAttribute("aria-invalid", String(Boolean(text)));
  }

  // What speaks against it is said while it is written; an error goes away as soon as it is mended.
  #notice(name) {
    if (ADDRESSES.includes(name) && this.#field(name).ariaInvalid === "true") this.#check(name);
    const found = flaws(this.#read(), this.state.payload.article).map((flaw) => words.flaws[flaw]);
    const box = this.#form.querySelector("[data-flaws]");
    box.hidden = !found.length;
    box.querySelector("[data-say]").textContent = found.join(" ");
  }
}
