// Answers on one statement, as plain values in the shape of the API. Nothing here knows the page.

const STANCE = ["holder_kind", "holder", "target_kind", "target", "target_text", "polarity", "intensity", "explicit"];

/** No answers yet. */
export function blank() {
  return { labels: {}, stances: [], no_stance: false, skip: "", flags: [], confidence: null, rationale: "" };
}

/** The same answers with every key, in one order: what is sent, and what is compared. */
export function canonical(answers) {
  const given = { ...blank(), ...answers };
  const labels = {};
  for (const key of Object.keys(given.labels).sort()) if (given.labels[key].length) labels[key] = [...given.labels[key]];
  const stances = given.stances.map((stance) => {
    const whole = { target_text: "", holder: null, target: null, intensity: null, explicit: true, ...stance };
    return Object.fromEntries(STANCE.map((key) => [key, whole[key]]));
  });
  return {
    labels, stances, no_stance: given.no_stance, skip: given.skip, flags: [...given.flags], confidence: given.confidence,
    rationale: given.rationale,
  };
}

/** Whether two sets of answers say the same. */
export function same(one, other) {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

/** The questions whose condition the answers meet. */
export function asked(questions, answers) {
  return questions.filter(({ condition }) => !condition || (answers.labels[condition.question] ?? []).some((key) => condition.in.includes(key)));
}

/** Whether one question has its answer. */
export function isAnswered(question, answers) {
  if (question.kind === "stance") return answers.no_stance || answers.stances.length > 0;
  if (question.kind === "choice") return (answers.labels[question.key] ?? []).length > 0;
  return answers.rationale !== "";
}

/** Whether every required question that is asked has its answer, or the statement is skipped. */
export function isComplete(questions, answers) {
  return answers.skip !== "" || asked(questions, answers).every((question) => !question.required || isAnswered(question, answers));
}

/** The first question that waits for an answer, or undefined. */
export function openQuestion(questions, answers) {
  return asked(questions, answers).find((question) => !isAnswered(question, answers));
}

/** Answers without those to questions that are not asked any more. */
export function prune(questions, answers) {
  const keys = new Set(asked(questions, answers).map((question) => question.key));
  for (const key of Object.keys(answers.labels)) if (!keys.has(key)) delete answers.labels[key];
  return answers;
}

/** Whether two stances are about the same holder and target. */
export function samePair(one, other) {
  return STANCE.slice(0, 5).every((key) => (one[key] ?? "") === (other[key] ?? ""));
}

/** A new random id (RFC 9562, version 4); works outside secure contexts too. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
