// Returned labels: the reviewer's reason beside the old and the proposed answers, and the one answer to it.

import { toast } from "../toast.js";
import { canonical, lean, newId } from "./answers.js";
import { setText } from "./nodes.js";
import { tell, words } from "./words.js";

/** The review of the current statement, in every mode; in returned work the annotator answers it once. */
export class Reply {
  #box = document.getElementById("review");
  #form = document.getElementById("reply");
  #part = (name) => this.#box.querySelector(`[data-${name}]`);

  constructor(parts) {
    Object.assign(this, parts);
    this.#form?.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.value === "taken") this.take();
      else this.keep();
    });
  }

  get review() { return this.state.payload.reviews[this.state.statement.id]; }

  draw() {
    const { state, review } = this;
    this.#box.hidden = !review || state.atEnd;
    if (!review) return;
    const { record } = state;
    const reply = record.reply ?? review.reply;
    setText(this.#part("decision"), words.decisions[review.decision]);
    setText(this.#part("reviewer"), review.reviewer);
    setText(this.#part("reason"), review.reason_name);
    setText(this.#part("comment"), review.comment);
    this.#part("about").hidden = !review.about.length;
    setText(this.#part("about-what"), review.about.join(", "));
    setText(this.#part("yours"), this.namer.describe(record.saved));
    for (const part of ["proposed", "proposed-head"]) this.#part(part).hidden = !review.proposed;
    setText(this.#part("proposed"), this.namer.describe(review.proposed));
    this.#part("replied").hidden = !reply;
    setText(this.#part("replied"), reply ? words.replies[reply.action] : "");
    if (!this.#form) return;
    this.#form.hidden = !record.open;
    this.#form.querySelector("[data-act=take]").disabled = !review.proposed;
  }

  take() {
    if (this.#waits() && this.review.proposed) this.#send("taken", this.review.proposed);
  }

  keep() {
    if (!this.#waits()) return;
    if (this.#why()) this.#send("kept", null);
    else {
      toast(tell("keepNeedsWhy"));
      document.getElementById("why").focus();
    }
  }

  /** Open the questions of a returned statement. */
  change() {
    if (!this.#waits()) return;
    this.state.record.changing = true;
    this.state.question = this.state.asked[0].key;
    this.page.answers();
  }

  /** Send the changed answers; without changes, go on. */
  changed() {
    const { record } = this.state;
    if (!this.#waits() || !record.changing) return this.moves.advance();
    if (this.state.isComplete(record.now)) return this.#send("changed", lean(record.now));
    return toast(tell("answerFirst", { n: this.state.statement.number, what: this.state.open.title }));
  }

  #waits() { return this.state.mode === "returned" && this.state.record.open; }
  #why() { return document.getElementById("why").value.trim(); }

  #send(action, answers) {
    const { record } = this.state;
    const item = {
      kind: "reply", id: newId(), review: this.review.id, assignment: this.state.payload.assignment.id, statement: record.id,
      action, comment: this.#why(), answers,
    };
    Object.assign(record, { open: false, changing: false, reply: { action } });
    if (answers) Object.assign(record, { now: canonical(answers), saved: canonical(answers) });
    document.getElementById("why").value = "";
    this.moves.advance();
    this.outbox.add(item);
  }
}
