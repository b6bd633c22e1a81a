// Dialogs that take one key: reasons to skip, flags, the guide. Native dialogs close with Esc by themselves.

/** Let the buttons of a dialog be pressed by 1, 2, 3 … and give their value to `chosen`. */
export function chooser(id, chosen) {
  const dialog = document.getElementById(id);
  const buttons = [...dialog.querySelectorAll(".dialog-body button[value]")];
  dialog.addEventListener("keydown", (event) => {
    if (!dialog.open) return; // until the next frame the focus is still in here; the key is meant for the statement
    const button = buttons[Number(event.key) - 1];
    if (button) button.click();
    else if (event.key.startsWith("Arrow")) step(buttons, event);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button[value]");
    if (button?.value) chosen(button.value, dialog);
    else if (button || event.target === dialog) dialog.close();
  });
  return dialog;
}

function step(buttons, event) {
  const by = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : -1;
  const at = buttons.indexOf(document.activeElement);
  buttons.at((at + by) % buttons.length).focus();
}

/** The dialogs of the workbench: `skip()`, `flag()`, `sure()`, `guide()`. */
export function dialogs(state, work) {
  const skipping = chooser("skip-dialog", (reason, dialog) => { dialog.close(); work.skip(reason); });
  const flagging = chooser("flag-dialog", (flag) => { work.flag(flag); pressed(); });
  const surely = chooser("sure-dialog", (value, dialog) => { dialog.close(); work.sure(Number(value)); });
  const guiding = chooser("guide-dialog", () => {});

  function pressed() {
    for (const button of flagging.querySelectorAll("[aria-pressed]")) {
      button.ariaPressed = String(state.record.now.flags.includes(button.value));
    }
  }

  return {
    skip() { if (state.canEdit) skipping.showModal(); },
    flag() {
      if (!state.canEdit) return;
      pressed();
      flagging.showModal();
    },
    sure() { if (state.canEdit) surely.showModal(); },
    guide(question = state.question) {
      for (const part of guiding.querySelectorAll("[data-guide]")) part.hidden = part.dataset.guide !== question;
      guiding.showModal();
    },
  };
}
