// The check questions of the current statement with their answers, as a list.

import { titleOf } from "./evidence.js";
import { isWhole, isWholeAnswer } from "./needs.js";
import { fromTemplate } from "./nodes.js";
import { tell, words } from "./words.js";

const MOST_ANSWERS = 3;

/** The list on the card; a button's value is the place of its question, or `question.answer`. */
export class CheckList {
  #list = document.querySelector("[data-checks]");
  #drawn = "";

  constructor(state) { this.state = state; }

  draw() {
    const { checks, evidence } = this.state.record.now;
    const drawn = JSON.stringify([checks, evidence, this.state.canEdit]);
    if (!this.#list || drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#list.replaceChildren(...checks.map((check, at) => this.#check(check, at)));
  }

  #check(check, at) {
    const item = fromTemplate("t-check");
    item.querySelector("[data-asked]").textContent = check.text;
    item.querySelector("[data-wanting]").hidden = isWhole(check);
    item.querySelector("[data-answers]").replaceChildren(...check.answers.map((answer, index) => this.#answer(answer, `${at}.${index}`)));
    for (const button of item.querySelectorAll("button:not([data-answers] *)")) this.#give(button, at, check.text);
    item.querySelector("[data-act=answerCheck]").hidden ||= check.answers.length >= MOST_ANSWERS;
    return item;
  }

  #answer(answer, place) {
    const item = fromTemplate("t-check-answer");
    const source = this.state.record.now.evidence.find(({ id }) => id === answer.evidence);
    item.querySelector("[data-type]").textContent = words.answers[answer.type];
    item.querySelector("[data-words]").textContent = [answer.text, answer.explanation].filter(Boolean).join(": ");
    item.querySelector("[data-source]").textContent = source ? titleOf(source) : "";
    item.querySelector("[data-wanting]").hidden = isWholeAnswer(answer);
    this.#give(item.querySelector("button"), place, answer.text);
    return item;
  }

  #give(button, value, name) {
    Object.assign(button, { value, hidden: !this.state.canEdit, ariaLabel: tell(`${button.dataset.act}Named`, { name }) });
  }
}
