// The dialogs in which a check question and its answers are written (AVeriTeC guideline, section 4).

import { titleOf } from "./evidence.js";
import { words } from "./words.js";

/** A dialog with a form: `submitted(value)` is given the value of the button, after the dialog has closed. */
function formOf(id, submitted) {
  const dialog = document.getElementById(id);
  const form = dialog.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
    submitted(event.submitter?.value);
  });
  form.addEventListener("keydown", (event) => {
    if (!dialog.open || event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("textarea, input[type=radio], input[type=checkbox]")) return;
    event.preventDefault();
    form.requestSubmit();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("[data-close]")) dialog.close(); });
  return { dialog, form, field: (name) => form.elements[name] };
}

const ticked = (form, name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map(({ value }) => value);

function tick(form, name, values) {
  for (const box of form.querySelectorAll(`[name=${name}]`)) box.checked = values.includes(box.value);
}

/** `ask` and `answer` open a dialog; `done` is given what was written, or null to take it away. */
export class Asking {
  #question = formOf("check-dialog", (value) => this.#asked(value));
  #answer = formOf("answer-dialog", (value) => this.#answered(value));

  /** `source(done)` writes down one more piece of evidence and gives it to `done`. */
  constructor(source) {
    this.source = source;
    const { form, field } = this.#answer;
    form.addEventListener("change", () => this.#shape());
    form.querySelector("[data-source-new]").addEventListener("click", () => {
      this.source((one) => {
        field("evidence").append(new Option(titleOf(one), one.id));
        field("evidence").value = one.id;
        form.querySelector(".btn-primary").focus();
      });
    });
  }

  ask(check, done) {
    const { dialog, form, field } = this.#question;
    Object.assign(this, { check, done });
    field("text").value = check?.text ?? "";
    tick(form, "problems", check?.problems ?? []);
    form.querySelector("[value=drop]").hidden = !check;
    dialog.showModal();
    field("text").focus();
  }

  #asked(value) {
    const { form, field } = this.#question;
    if (value === "drop") return this.done(null);
    const text = field("text").value.trim();
    return text && this.done({ answers: [], ...this.check, text, problems: ticked(form, "problems") });
  }

  answer(question, answer, evidence, done) {
    const { dialog, form, field } = this.#answer;
    this.give = done;
    form.querySelector("[data-asked]").textContent = question;
    form.reset();
    field("evidence").replaceChildren(new Option(words.say.noSource, ""), ...evidence.map((one) => new Option(titleOf(one), one.id)));
    if (answer) {
      field("type").value = answer.type;
      field(answer.type === "Boolean" ? "said" : "text").value = answer.text;
      field("explanation").value = answer.explanation;
      field("evidence").value = answer.evidence ?? "";
    } else if (evidence.length === 1) field("evidence").value = evidence[0].id;
    tick(form, "problems", answer?.problems ?? []);
    form.querySelector("[value=drop]").hidden = !answer;
    this.#shape();
    dialog.showModal();
    field(answer?.type === "Boolean" ? "explanation" : "text").focus();
  }

  // Each type of answer has its own fields.
  #shape() {
    const { form, field } = this.#answer;
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(field("type").value);
  }

  #answered(value) {
    const { form, field } = this.#answer;
    if (value === "drop") return this.give(null);
    const type = field("type").value;
    const isBoolean = type === "Boolean";
    const text = { Boolean: field("said").value, Unanswerable: words.say.noAnswerFound }[type] ?? field("text").value.trim();
    return this.give({
      type, text, explanation: isBoolean ? field("explanation").value.trim() : "", problems: ticked(form, "problems"),
      evidence: type === "Unanswerable" ? null : field("evidence").value || null,
    });
  }
}
