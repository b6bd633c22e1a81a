// What the keys and buttons do, by name: see keys.js for the keys.

import { toast } from "../toast.js";
import { tell } from "./words.js";

/** The acts of the workbench; also tells `moves` how each kind of question is opened. */
export function actsOf({ state, moves, reply, ask, texts, recording, talk }) {
  const needs = (what) => state.missing[0]?.what.includes(what);
  const evidence = () => onEvidence(() => recording.evidence());
  const searches = () => onEvidence(() => texts.write("searches"));

  // Where a verdict is not asked for, neither is what it rests on.
  function onEvidence(run) {
    if (state.shown.some(({ kind }) => kind === "evidence")) run();
    else toast(tell("notAsked"));
  }

  moves.openers = {
    text: ({ key }) => texts.write(`texts.${key}`),
    checks: () => recording.ask(),
    evidence: () => (needs("searches") ? searches() : evidence()),
    notes: () => texts.write(needs("rationale") ? "rationale" : "comment"),
  };

  const own = (parts, names) => Object.fromEntries(names.map((name) => [name, () => parts[name]()]));
  return {
    ...own(moves, ["noStance", "addStance", "explicit", "open", "undo", "next", "previous", "repeat", "save"]),
    ...own(reply, ["take", "keep", "change"]),
    choose: (question, key) => moves.choose(question, key),
    pickHolder: () => state.canEdit && state.stance && moves.pick("holder"),
    pickTarget: () => state.canEdit && state.stance && moves.pick("target"),
    askSkip: () => ask.skip(), askFlag: () => ask.flag(), askSure: () => ask.sure(), guide: () => ask.guide(),
    nextPart: () => moves.part(1), previousPart: () => moves.part(-1), intensity: (value) => moves.intensity(value),
    evidence, searches, ask: () => recording.ask(), note: () => texts.write("comment"), reason: () => texts.write("rationale"), talk: () => talk.open(),
  };
}
