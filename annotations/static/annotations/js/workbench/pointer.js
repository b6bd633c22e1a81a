// Mouse, touch and form controls: the same acts as the keys.

const LONGEST_GAP = 60_000;

/** Listen to clicks, and to how long a statement is looked at. */
export function pointer({ state, moves, acts, ask, recording }) {
  const form = document.getElementById("answers");
  let seen = performance.now();

  const byAct = {
    addStance: acts.addStance, undo: acts.undo, next: acts.next, previous: acts.previous, flag: acts.askFlag, note: acts.note, skip: acts.askSkip,
    change: acts.change, same: () => moves.same(), sure: acts.askSure, searches: acts.searches, addEvidence: acts.evidence, addCheck: acts.ask,
    editEvidence: (id) => recording.evidence(id), dropEvidence: (id) => recording.dropEvidence(id),
    editCheck: (place) => recording.check(Number(place)), answerCheck: (place) => recording.answer(place), editAnswer: (place) => recording.answer(place),
  };

  document.addEventListener("click", (event) => {
    const at = event.target.closest("[data-s], [data-tab], [data-act], [data-pick], [data-row] input, .wb-q input[type=radio], .wb-q input[type=checkbox]");
    if (!at || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const line = at.closest("[data-row]");
    if (at.matches("a[data-s]")) moves.show(at.dataset.s);
    else if (at.dataset.tab) {
      state.question = at.dataset.tab;
      moves.page.answers();
    } else if (at.dataset.pick) {
      moves.activate(Number(line.dataset.row));
      moves.pick(at.dataset.pick);
    } else if (at.dataset.act === "dropStance") moves.dropStance(Number(line.dataset.row));
    else if (at.dataset.act === "guide") ask.guide(at.dataset.for);
    else if (byAct[at.dataset.act]) byAct[at.dataset.act](at.value);
    else return;
    event.preventDefault();
  });

  // A click of the mouse goes on as the key would; arrow keys inside a group of radios only choose.
  form.addEventListener("click", (event) => {
    const input = event.target;
    const line = input.closest("[data-row]");
    if (input.dataset.part) {
      moves.activate(Number(line.dataset.row));
      if (input.dataset.part === "implied") moves.explicit();
      else moves.intensity(Number(input.value));
      return;
    }
    if (!input.matches("input[type=radio], .opts input[type=checkbox]")) return;
    const question = state.questions.find((one) => one.key === input.closest("[data-q]").dataset.q);
    moves.choose(question, input.value, { row: line ? Number(line.dataset.row) : undefined, stay: event.detail === 0 });
  });
  form.elements.no_stance?.addEventListener("change", (event) => moves.noStance(event.target.checked));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    moves.save();
  });

  function looked() {
    const now = performance.now();
    if (!document.hidden) state.record.activeMs += Math.min(LONGEST_GAP, now - seen);
    seen = now;
  }
  for (const type of ["keydown", "pointerdown", "visibilitychange"]) document.addEventListener(type, looked, { capture: true, passive: true });
}
