// An edit applied to the page's own copy of the split, so that it is seen in the next frame. The server's answer then replaces
// what it changed; where only the server can know the outcome (undo, new entities), nothing is guessed.

/** An id for a row that the server has not numbered yet. */
export const newIdOf = (item) => `new-${item.id}`;

const replaceIn = (rows, id, change) => rows.map((row) => (row.id === id ? { ...row, ...change(row) } : row));
const without = (rows, id) => rows.filter((row) => row.id !== id);

/** The split after the item; `text` is a Text. Items whose statement is gone change nothing. */
export function applied(split, item, text) {
  const run = ACTS[item.act];
  const place = split.statements.findIndex((one) => one.start === item.args.statement?.start);
  if (!run || (item.args.statement && place < 0)) return split;
  return { ...split, ...run(split, item, split.statements[place], { text, next: split.statements[place + 1] }) };
}

/** The id of the statement that begins at `ref.start`, or null. */
export function idAt(split, ref) {
  return ref && (split.statements.find((one) => one.start === ref.start)?.id ?? null);
}

const touches = (one, { start, end }) => one.content.some(([from, to]) => from < end && to > start);

function recut(split, old, fresh) {
  const gone = new Set(old.map((one) => one.id));
  const statements = [...split.statements.filter((one) => !gone.has(one.id)), ...fresh].sort((one, other) => one.start - other.start);
  const attributions = split.attributions.map((one) => {
    if (!one.statements.some((id) => gone.has(id))) return one;
    const mine = fresh.filter((row) => touches(one, row));
    return { ...one, statements: [...one.statements.filter((id) => !gone.has(id)), ...(mine.length ? mine : fresh).map((row) => row.id)] };
  });
  return { statements, attributions };
}

const ACTS = {
  split(split, item, row, { text }) {
    const [, end] = text.trimmed(row.start, item.args.at);
    const [start] = text.trimmed(item.args.at, row.end);
    return recut(split, [row], [{ ...row, end }, { ...row, id: newIdOf(item), start, duplicate_of: null }]);
  },
  merge(split, _item, row, { next }) {
    return next ? recut(split, [row, next], [{ ...row, end: next.end, is_statement: row.is_statement || next.is_statement }]) : {};
  },
  move(split, item, row, { text, next }) {
    if (!next) return {};
    const [, end] = text.trimmed(row.start, item.args.at);
    const [start] = text.trimmed(item.args.at, next.end);
    return recut(split, [row, next], [{ ...row, end }, { ...next, start }]);
  },
  mark: (split, { args }, row) => ({ statements: replaceIn(split.statements, row.id, () => ({ is_statement: args.is_statement })) }),
  role: (split, { args }, row) => ({ statements: replaceIn(split.statements, row.id, () => ({ role: args.role })) }),
  // Whoever speaks, speaks in all that the outermost attribution covers; the article's own voice has none.
  speaker(split, { args }, row) {
    if (args.name) return {};
    const mine = split.attributions.filter((one) => one.statements.includes(row.id));
    const outermost = mine.find((one) => !one.nested_in) ?? mine[0];
    const { voice, speaker } = args;
    if (voice === "author" || !outermost) return { statements: replaceIn(split.statements, row.id, () => ({ voice, speaker })) };
    const covered = new Set(outermost.statements);
    const statements = split.statements.map((one) => (covered.has(one.id) ? { ...one, voice, speaker } : one));
    return { statements, attributions: replaceIn(split.attributions, outermost.id, () => ({ speaker })) };
  },
  attribute(split, { args }) {
    if (!args.attribution) return {};
    const { source, cue, content, speaker, quote_type } = args;
    return { attributions: replaceIn(split.attributions, args.attribution, () => ({ source, cue, content, speaker, quote_type, origin: "manual", rule: "" })) };
  },
  unattribute: (split, { args }) => ({ attributions: without(split.attributions, args.attribution) }),
  insert(split, { args }) {
    const [from, to] = args.span;
    const change = (one) => ({
      insertions: args.on ? [...one.insertions, args.span].sort((a, b) => a[0] - b[0]) : one.insertions.filter(([start, end]) => end <= from || start >= to),
    });
    return { attributions: replaceIn(split.attributions, args.attribution, change) };
  },
  claim(split, item, row) {
    const { text, check_target, claim } = item.args;
    const fresh = { id: newIdOf(item), statement: row.id, text, check_target };
    return { claims: claim ? replaceIn(split.claims, claim, () => fresh) : [...split.claims, fresh] };
  },
  unclaim: (split, { args }) => ({ claims: without(split.claims, args.claim) }),
  duplicate(split, { args }, row) {
    return { statements: replaceIn(split.statements, row.id, () => ({ duplicate_of: idAt(split, args.of) })) };
  },
  relate(split, item, row) {
    const { to, type, on } = item.args;
    const id = idAt(split, to);
    const others = split.relations.filter((one) => !(one.from === row.id && one.to === id && one.type === type));
    return { relations: on ? [...others, { id: newIdOf(item), from: row.id, to: id, type }] : others };
  },
};

const LISTS = ["statements", "attributions", "claims", "relations", "entities"];

/** The split after the server's answer. */
export function answered(split, answer) {
  const after = { ...split, version: answer.version, checks: answer.checks, undo: answer.undo, redo: answer.redo };
  for (const name of LISTS) {
    const fresh = new Map((answer.changed[name] ?? []).map((row) => [row.id, row]));
    const gone = new Set(answer.removed[name] ?? []);
    const kept = split[name].filter((row) => !gone.has(row.id)).map((row) => fresh.get(row.id) ?? row);
    const known = new Set(split[name].map((row) => row.id));
    after[name] = [...kept, ...[...fresh.values()].filter((row) => !known.has(row.id))];
  }
  after.statements.sort((one, other) => one.start - other.start);
  return after;
}
