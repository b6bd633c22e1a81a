// Conversations about the statement at hand, in a dialog over the workbench. What shows them (../talk/talk.js with its
// sheet) comes when somebody first asks for it: labelling needs none of it.

import { toast } from "../toast.js";
import { tell } from "./words.js";

const arrived = (node) => new Promise((done, failed) => {
  node.onload = done;
  node.onerror = failed;
  document.head.append(node);
});

/** The link to the conversations: it follows the statement and says how many are open. */
export class Talk {
  #link = document.querySelector(".wb-stmt [data-talk-open]");
  #files = document.getElementById("talk-dialog").dataset;
  #counts = new Map();
  #shown = "";
  #state = "away";

  constructor() {
    for (const count of document.getElementById("t-talks").content.children) this.#counts.set(count.dataset.of, count);
    this.#shown = this.#id();
    this.#link.addEventListener("click", (event) => this.#first(event));
  }

  /** Lead to the conversations of a statement. */
  about(id) {
    const count = this.#link.querySelector(".count");
    if (count) this.#counts.set(this.#shown, count);
    else this.#counts.delete(this.#shown);
    count?.remove();
    this.#shown = id;
    this.#link.href = this.#link.href.replace(/(?<=\/statements\/)[^/]+/u, id);
    if (this.#counts.has(id)) this.#link.append(this.#counts.get(id));
  }

  /** Open them, as a click does. */
  open() { this.#link.click(); }

  #id() { return /\/statements\/([^/]+)/u.exec(this.#link.href)[1]; }

  // Until the script is here it is fetched instead; then it takes the clicks itself.
  async #first(event) {
    if (this.#state === "here" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (this.#state === "coming") return;
    this.#state = "coming";
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: this.#files.sheet });
    const script = Object.assign(document.createElement("script"), { type: "module", src: this.#files.script });
    try {
      await fetch(this.#files.script); // is there a network? A module that did not arrive once is not asked for again
      await Promise.all([arrived(sheet), arrived(script)]);
      this.#state = "here";
      this.open();
    } catch {
      for (const node of [sheet, script]) node.remove();
      this.#state = "away";
      toast(tell("noTalk"));
    }
  }
}
