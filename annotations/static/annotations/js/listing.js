// Lists with bulk acts: a box in the head ticks the page, and the bar says how many rows are ticked.
// Markup: a form around the table, or one beside it that the boxes name (form=…); <input type=checkbox name=row> in each row,
// optionally <input type=checkbox data-all>.

for (const bar of document.querySelectorAll("[data-bulk]")) {
  const form = bar.closest("form");
  if (form) follow(form, bar);
}

function follow(form, bar) {
  const fields = [...form.elements];
  const all = fields.find((field) => field.matches("[data-all]"));
  const boxes = fields.filter((field) => field.matches("input[type=checkbox][name=row]"));

  function show() {
    const ticked = boxes.filter((box) => box.checked);
    bar.hidden = ticked.length === 0;
    bar.querySelector("[data-bulk-count]").textContent = `${ticked.length} ${bar.dataset.selected}`;
    for (const box of boxes) box.closest("tr")?.setAttribute("aria-selected", String(box.checked));
    if (all) {
      all.checked = ticked.length === boxes.length && boxes.length > 0;
      all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
    }
  }

  addEventListener("change", (event) => {
    if (event.target.form !== form) return;
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    show();
  });
  show();
}
