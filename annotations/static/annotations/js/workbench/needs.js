// What answers still need: the rules of schemes/completeness.py, so that the page knows at once what the server will say.

import { asked } from "./answers.js";

const ANSWERED = {
  stance: (answers) => answers.no_stance || answers.stances.length > 0,
  choice: (answers, key) => Boolean(answers.labels[key]?.length),
  text: (answers, key) => Boolean(answers.texts[key]?.trim()),
  evidence: (answers) => answers.evidence.length > 0,
  checks: (answers) => answers.checks.length > 0,
};

const HELD = {
  evidence: (answers, need, article) => answers.evidence.filter((one) => counts(one, article)).length,
  checks: (answers) => answers.checks.filter(isWhole).length,
  searches: (answers) => Number(answers.searches.trim() !== ""),
  rationale: (answers) => Number(answers.rationale.trim() !== ""),
  intensity: (answers, need) => Number(answers.stances.every((one) => one.intensity || !need.in.includes(one.polarity))),
};

/** Whether one question has its answer. */
export function isAnswered({ kind, key }, answers) { return ANSWERED[kind](answers, key); }

/** An address without what two addresses of one page may differ in. */
function bare(address) {
  return address.toLowerCase().replace(/^https?:\/\/(www\.)?/, "").replace(/\/*(#.*)?$/, "");
}

/** What speaks against a piece of evidence: `own_article`, `fact_check`, `after_claim`. */
export function flaws(evidence, article) {
  const found = [];
  if (article.addresses.some((address) => address && bare(address) === bare(evidence.url))) found.push("own_article");
  if (evidence.is_fact_check) found.push("fact_check");
  if (evidence.published_at && article.published_at && evidence.published_at > article.published_at) found.push("after_claim");
  return found;
}

/** Whether a verdict may rest on it. */
function counts(evidence, article) {
  return evidence.relation !== "context" && flaws(evidence, article).every((flaw) => flaw === "after_claim");
}

/** Whether the answer of a check question has all that its type asks for. */
export function isWholeAnswer({ type, text, explanation, evidence }) {
  return type === "Unanswerable" || Boolean(text && evidence && (type !== "Boolean" || explanation));
}

/** Whether a check question is asked and answered. */
export function isWhole({ text, answers }) {
  return text !== "" && answers.length > 0 && answers.every(isWholeAnswer);
}

/**
 * All that is missing, in the order of the questions: `{question, what, more}`; `what` is empty where the answer itself is.
 * Check questions that are not finished are missing even where none are asked for; then there is no `question`.
 */
export function missing(questions, answers, article) {
  const shown = asked(questions, answers);
  const unfinished = answers.checks.filter((check) => !isWhole(check)).length;
  const question = shown.find(({ kind }) => kind === "checks");
  const open = unfinished ? [{ question, what: ["checks"], more: unfinished }] : [];
  const found = shown.flatMap((one) => [
    ...(one.required && !isAnswered(one, answers) ? [{ question: one, what: [], more: 1 }] : []), ...unmet(one, answers, article), ...(one === question ? open : []),
  ]);
  return question ? found : [...found, ...open];
}

function unmet(question, answers, article) {
  if (!question.needs?.length) return [];
  const chosen = question.kind === "stance" ? answers.stances.map((stance) => stance.polarity) : answers.labels[question.key] ?? [];
  return question.needs.filter((need) => need.in.some((key) => chosen.includes(key))).map((need) => {
    const what = need.what.split("|");
    const held = Math.max(...what.map((one) => HELD[one](answers, need, article)));
    return { question, what, more: need.at_least - held };
  }).filter(({ more }) => more > 0);
}

/** Whether nothing is missing, or the statement is skipped. */
export function isComplete(questions, answers, article) {
  return answers.skip !== "" || missing(questions, answers, article).length === 0;
}
