// An attribution that is being made or changed: its source, cue and content are marked in the text one after the other.

import { setText } from "../workbench/nodes.js";
import { tell } from "../workbench/words.js";
import { light } from "./light.js";

const ASKS = { source: "markSource", cue: "markCue", content: "markContent" };

/** The small form in the panel. */
export class Draft {
  #box = document.querySelector("[data-draft]");
  #now = null;

  constructor(desk, acts, ui) {
    Object.assign(this, { desk, acts, ui });
    this.#box.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.markPart) this.#mark(button.dataset.markPart);
      else if (button?.matches("[data-draft-speaker]")) this.#who();
      else if (button?.matches("[data-draft-cancel]")) this.close();
      else if (button?.matches("[data-draft-keep]")) this.#keep();
    });
    document.getElementById("draft-quote").addEventListener("change", (event) => { this.#now.quote_type = event.target.value; });
    this.#box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#now) return;
      event.preventDefault();
      this.close();
    });
  }

  get isOpen() { return this.#now !== null; }

  /** A further attribution of the row in hand: what is selected is what is said, else the whole row. */
  begin() {
    const { row, outermost } = this.desk;
    if (!this.desk.mayEdit || !row.is_statement) return;
    const marked = this.ui.caret.selected;
    getSelection().removeAllRanges();
    this.#open({ source: null, cue: null, content: [marked ?? [row.start, row.end]], speaker: outermost?.speaker ?? null, quote_type: outermost?.quote_type ?? "indirect" });
    this.#mark("source", ["cue", ...(marked ? [] : ["content"])]);
  }

  /** Change one that is there. */
  change(said) { this.#open(this.acts.whole(said)); }

  #open(said) {
    this.#now = { ...said, at: this.desk.row.start };
    this.#box.hidden = false;
    this.draw();
    this.#box.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.#hide();
    this.ui.back();
  }

  draw() {
    if (!this.#now) return null;
    if (this.#now.at !== this.desk.row.start) return this.#hide();
    const { text, entities } = this.desk;
    const shown = { source: this.#now.source, cue: this.#now.cue, content: this.#now.content[0] };
    for (const [part, span] of Object.entries(shown)) setText(this.#box.querySelector(`[data-part-words=${part}]`), span ? text.brief(...span, 120) : "");
    setText(this.#box.querySelector("[data-draft-speaker]"), entities.find((one) => one.id === this.#now.speaker)?.name ?? tell("nobody"));
    document.getElementById("draft-quote").value = this.#now.quote_type;
    light(this.desk, this.ui.caret, this.#now);
    return null;
  }

  #hide() {
    this.#now = null;
    this.#box.hidden = true;
    light(this.desk, this.ui.caret, null);
  }

  #mark(part, then = []) {
    const done = (span) => {
      if (part === "content") this.#now.content = span ? [span, ...this.#now.content.slice(1)] : this.#now.content;
      else this.#now[part] = span;
      this.draw();
      if (then.length) this.#mark(then[0], then.slice(1));
      else this.#box.querySelector("[data-draft-keep]").focus();
    };
    const cancelled = () => this.#box.querySelector("[data-draft-keep]").focus();
    this.ui.mode.mark(tell(ASKS[part], { n: this.desk.row.n }), done, { skip: true, cancelled });
  }

  #who() {
    this.ui.picker.open((chosen) => {
      this.#now.speaker = chosen;
      this.draw();
    }, { voice: false, create: false });
  }

  #keep() {
    const { at: _at, ...args } = this.#now;
    this.close();
    this.acts.attribute(args);
  }
}
