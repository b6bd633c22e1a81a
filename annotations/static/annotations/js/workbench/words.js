// Answers in words: for screen readers, conflicts and reviews.

import { say } from "./nodes.js";

export const words = JSON.parse(document.getElementById("words").textContent);

/** A sentence of the page with its holes filled; where `n` is one, that for one if there is such. */
export function tell(key, values) {
  return say((values?.n === 1 && words.say[`${key}One`]) || words.say[key], values);
}

/** Why an item was refused: in the person's words where there are some, else in the server's. */
export function whyOf({ why, code }) {
  return words.refused[code] ?? why ?? "";
}

/** Names of what stances speak about, and answers in one line. */
export class Namer {
  constructor(state) {
    this.state = state;
    this.labels = new Map(state.questions.flatMap((question) => question.labels.map((label) => [`${question.key} ${label.key}`, label])));
    this.claims = new Map(state.statements.flatMap((statement) => statement.claims.map((claim) => [claim.id, claim.text])));
  }

  label(question, key) { return this.labels.get(`${question} ${key}`); }

  // What waited here may have been answered before the labels or the questions were changed.
  polarity(stance) { return this.label(this.state.stance?.key, stance.polarity) ?? { name: stance.polarity, style: "" }; }

  /** `Against, strong, implied`: polarity, strength and whether it is only implied. */
  side(stance) {
    const more = [stance.intensity && words.strengths[stance.intensity], stance.explicit === false && words.say.implied];
    return [this.polarity(stance).name, ...more.filter(Boolean)].join(", ");
  }

  holder(stance) {
    return this.state.entities.get(stance.holder)?.name ?? words.say[stance.holder_kind] ?? "";
  }

  target(stance) {
    return this.state.entities.get(stance.target)?.name ?? this.claims.get(stance.target) ?? stance.target_text;
  }

  /** `Needs one source, or where you looked.` */
  need({ question, what, more }) {
    if (question.kind === "checks") return words.say.checksOpen;
    const asks = this.state.questions.some(({ kind }) => kind === "checks");
    return tell("needs", { what: what.filter((one) => asks || one !== "checks").map((one) => say(words.needs[more > 1 && words.needs[`${one}s`] ? `${one}s` : one], { n: more })).join(words.say.or) });
  }

  /** The labels of an answer in the order of the questions, whatever was answered first. */
  chosen(answers) {
    return this.state.questions.flatMap(({ key }) => (answers.labels[key] ?? []).map((label) => this.label(key, label) ?? { name: label }));
  }

  /** `Favor, Supported`: what is heard at a statement. */
  brief(answers) {
    if (answers.skip) return words.say.skipped;
    const stances = answers.stances.map((stance) => this.polarity(stance).name);
    if (answers.no_stance) stances.push(words.say.noStance);
    return [...stances, ...this.chosen(answers).map((label) => label.name)].join(", ");
  }

  /** `Sergey Lavrov → Turkey: Against · Supported`: everything that was answered. */
  describe(answers) {
    if (!answers) return words.say.noAnswer;
    const parts = answers.stances.map((stance) => `${this.holder(stance)} → ${this.target(stance)}: ${this.side(stance)}`);
    if (answers.no_stance) parts.push(words.say.noStance);
    if (answers.skip) parts.push(`${words.say.skipped}: ${words.skip[answers.skip]}`);
    parts.push(...this.chosen(answers).map((label) => label.name), ...answers.flags.map((flag) => words.flags[flag]));
    parts.push(...Object.values(answers.texts ?? {}).map((text) => `“${text}”`));
    if (answers.evidence?.length) parts.push(tell("sources", { n: answers.evidence.length }));
    if (answers.checks?.length) parts.push(tell("checks", { n: answers.checks.length }));
    if (answers.rationale) parts.push(`“${answers.rationale}”`);
    return parts.join(" · ") || words.say.noAnswer;
  }
}
