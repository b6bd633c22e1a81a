// What a key chooses inside the form of one decision.

/**
 * While an answer is being replaced, the labels' own keys choose them.
 * @returns {boolean} whether the key chose one
 */
export function chooseLabel(form, key) {
  if (!form?.querySelector("[name=decision][value=accept_with_changes]:checked")) return false;
  const options = [document.activeElement?.closest("[data-question]"), form].flatMap((part) => (part && form.contains(part) ? [...part.querySelectorAll(".opts-status .opt")] : []));
  const option = options.find((one) => one.querySelector("kbd")?.textContent === key);
  option?.querySelector("input").click();
  return Boolean(option);
}

/**
 * While a label is returned, digits pick the answers that are meant.
 * @returns {boolean} whether the key picked one
 */
export function pickAnswer(form, key) {
  if (!form?.querySelector("[name=decision][value=return]:checked") || !/^[1-9]$/.test(key)) return false;
  const answer = form.querySelectorAll("[name=about]")[key - 1];
  answer?.click();
  return Boolean(answer);
}
