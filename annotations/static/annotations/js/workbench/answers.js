// Answers on one statement, as plain values in the shape of the API (schemes/answers.py). Nothing here knows the page.

const STANCE = { holder_kind: "author", holder: null, target_kind: "", target: null, target_text: "", polarity: "", intensity: null, explicit: true };
const EVIDENCE = {
  id: "", url: "", title: "", publisher: "", author: "", quote: "", locator: "", published_at: null, archived_url: "", medium: "web_text",
  language: "", is_fact_check: false, relation: "supports", set: 1,
};
const CHECK = { text: "", problems: [], answers: [] };
const CHECK_ANSWER = { text: "", type: "Extractive", explanation: "", evidence: null, problems: [] };
const FURTHER = ["texts", "evidence", "searches", "checks", "comment"];
const PAIR = ["holder_kind", "holder", "target_kind", "target", "target_text"];

/** No answers yet. */
export function blank() {
  return {
    labels: {}, stances: [], no_stance: false, skip: "", flags: [], confidence: null, rationale: "",
    texts: {}, evidence: [], searches: "", checks: [], comment: "",
  };
}

const whole = (shape, given) => Object.fromEntries(Object.entries(shape).map(([key, usual]) => [key, given[key] ?? usual]));
const sorted = (given, keep) => Object.fromEntries(Object.keys(given).sort().map((key) => [key, keep(given[key])]).filter(([, value]) => value.length));

/** The same answers with every key, in one order: what is compared, and what the page works on. */
export function canonical(answers) {
  const given = { ...blank(), ...answers };
  return {
    labels: sorted(given.labels, (keys) => [...keys]),
    stances: given.stances.map((stance) => whole(STANCE, stance)),
    no_stance: given.no_stance, skip: given.skip, flags: [...given.flags], confidence: given.confidence, rationale: given.rationale,
    texts: sorted(given.texts, (text) => text.trim()),
    evidence: given.evidence.map((evidence) => whole(EVIDENCE, evidence)),
    searches: given.searches.trim(),
    checks: given.checks.map((check) => ({ ...whole(CHECK, check), answers: check.answers.map((answer) => whole(CHECK_ANSWER, answer)) })),
    comment: given.comment.trim(),
  };
}

/** The body to send: the later keys only where they say something. */
export function lean(answers) {
  const body = canonical(answers);
  for (const key of FURTHER) if (!Object.keys(body[key]).length) delete body[key];
  return body;
}

/** Whether two sets of answers say the same. */
export function same(one, other) {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

/** The questions whose condition the answers meet. */
export function asked(questions, answers) {
  return questions.filter(({ condition }) => !condition || (answers.labels[condition.question] ?? []).some((key) => condition.in.includes(key)));
}

const CLEARED = {
  stance: (now) => Object.assign(now, { stances: [], no_stance: false }),
  evidence: (now) => Object.assign(now, { evidence: [] }),
  checks: (now) => Object.assign(now, { checks: [] }),
  choice: (now, key) => delete now.labels[key],
  text: (now, key) => delete now.texts[key],
};

/** Answers without those to questions that are not asked any more; one question may hang on another. */
export function prune(questions, answers) {
  for (let before = -1, shown = asked(questions, answers); shown.length !== before; before = shown.length, shown = asked(questions, answers)) {
    for (const { kind, key } of questions.filter((question) => !shown.includes(question))) CLEARED[kind](answers, key);
  }
  return answers;
}

/** Whether two stances are about the same holder and target. */
export function samePair(one, other) {
  return PAIR.every((key) => (one[key] ?? "") === (other[key] ?? ""));
}

/** A new id (RFC 9562, version 7): the time, then chance, so that indexes keep what is new together. Needs no secure context. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = new DataView(bytes.buffer);
  time.setUint32(0, Math.floor(Date.now() / 0x10000));
  time.setUint16(4, Date.now() % 0x10000);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
