// The split as rows to look at. The same rules are in web/split_view.py, which draws the page first; a test compares the two.

const outerFirst = (one, other) => Number(one.nested_in !== null) - Number(other.nested_in !== null);

/** A statement's id → its attributions, outermost first. */
export function byStatement(attributions) {
  const found = new Map();
  for (const one of [...attributions].sort(outerFirst)) {
    for (const id of one.statements) {
      if (!found.has(id)) found.set(id, []);
      found.get(id).push(one);
    }
  }
  return found;
}

/** Rows in order of the text: `{...statement, n, quoteType, speaker, runs, bracket, opens, cut, doubted}`. */
export function rowsOf(split) {
  const { statements } = split;
  const said = byStatement(split.attributions);
  const entities = new Map(split.entities.map((one) => [one.id, one]));
  const doubted = new Set(split.checks.map((one) => one.statement));
  const cuts = new Map(split.checks.filter((one) => one.code === "two_attributions").reverse().map((one) => [one.statement, one.at]));
  const brackets = bracketed(statements.map((row) => outer(said.get(row.id) ?? []).map((one) => one.id)));
  const marked = marksByPlace(statements, split.attributions);
  let n = 0;
  let paragraph = -1;
  return statements.map((row, place) => {
    const mine = said.get(row.id) ?? [];
    const asked = cuts.get(row.id);
    const cut = asked > row.start && asked < row.end ? asked : null;
    const before = paragraph;
    while (split.paragraphs[paragraph + 1]?.start <= row.start) paragraph += 1;
    if (row.is_statement) n += 1;
    return {
      ...row, n: row.is_statement ? n : null, place, paragraph, quoteType: quoteType(row, mine), speaker: entities.get(row.speaker) ?? null,
      runs: cut === null ? runs(row.start, row.end, marked[place]) : [...runs(row.start, cut, marked[place]), [cut, cut, "cut"], ...runs(cut, row.end, marked[place])],
      bracket: brackets[place], opens: place === 0 || paragraph !== before, cut, doubted: doubted.has(row.id), attributions: mine,
    };
  });
}

function outer(mine) { return mine.filter((one) => !one.nested_in); }

function quoteType(row, mine) {
  if (!row.is_statement) return "";
  if (row.voice === "author") return "author";
  return mine[0]?.quote_type ?? "";
}

function bracketed(shared) {
  const joined = shared.map((ids, at) => at > 0 && ids.some((id) => shared[at - 1].includes(id)));
  return joined.map((above, at) => (above ? (joined[at + 1] ? "mid" : "last") : joined[at + 1] ? "first" : ""));
}

function marksByPlace(statements, attributions) {
  const found = statements.map(() => []);
  const spans = [...attributions].sort(outerFirst).flatMap((one) => [
    ...(one.source ? [[...one.source, "source"]] : []), ...(one.cue ? [[...one.cue, "cue"]] : []), ...one.insertions.map((span) => [...span, "insertion"]),
  ]);
  spans.sort((one, other) => one[0] - other[0]);
  let first = 0;
  for (const span of spans) {
    while (first < statements.length && statements[first].end <= span[0]) first += 1;
    for (let at = first; at < statements.length && statements[at].start < span[1]; at += 1) found[at].push(span);
  }
  return found;
}

// Of spans that overlap the first one counts.
function runs(start, end, marked) {
  const found = [];
  let at = start;
  for (const [from, to, part] of marked) {
    const last = Math.min(to, end);
    if (from < at || from >= last) continue;
    if (from > at) found.push([at, from, ""]);
    found.push([from, last, part]);
    at = last;
  }
  if (at < end) found.push([at, end, ""]);
  return found;
}
