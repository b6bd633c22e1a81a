// Freezing: a dialog that says what it means; it waits until every edit is stored.

/** `{ask(), draw()}`; nothing happens where the person may not freeze. */
export function freezing(desk) {
  const dialog = document.getElementById("freeze-dialog");
  if (!dialog) return { ask() {}, draw() {} };
  const button = dialog.querySelector("[value=freeze]");
  dialog.querySelector("form").addEventListener("submit", ({ target }) => { target.elements.at.value = desk.at; });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close-freeze]")) dialog.close();
  });

  function draw() {
    const isWaiting = desk.queue.items.length > 0;
    dialog.querySelector("[data-freeze-wait]").hidden = !isWaiting;
    button.disabled = isWaiting;
    dialog.querySelector("[data-freeze-checks]").hidden = desk.split.checks.length === 0;
  }

  return {
    draw,
    ask() {
      draw();
      dialog.showModal();
      button.focus();
    },
  };
}
