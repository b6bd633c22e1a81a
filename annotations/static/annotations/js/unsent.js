// Labels that this browser still keeps for the person who is signed in: said on their pages, and before they sign out.

import { download } from "./download.js";
import { Store } from "./workbench/store.js";

/** Show what is kept wherever a page has a place for it, and ask before signing out. */
export async function start() {
  const dialog = document.getElementById("unsent-dialog");
  if (!dialog) return;
  const store = await Store.open();
  const kept = () => store.outbox(dialog.dataset.user);
  let leaving = null;

  function count(node, n) {
    const { one, many } = node.dataset;
    node.textContent = n === 1 ? one : many.replace("{n}", n);
  }

  async function show() {
    const n = (await kept()).length;
    for (const place of document.querySelectorAll("[data-unsent]")) {
      place.hidden = n === 0;
      count(place.querySelector("[data-many]"), n);
    }
  }

  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("form[data-sign-out]")) return;
    event.preventDefault();
    leaving = event.target;
    const n = (await kept()).length;
    if (!n) return leaving.submit();
    count(dialog.querySelector("[data-many]"), n);
    return dialog.showModal();
  });
  document.addEventListener("click", async (event) => {
    const act = event.target.closest?.("[data-unsent-act]")?.dataset.unsentAct;
    if (act === "download") download("unsent-labels.json", await kept());
    else if (act === "leave") leaving.submit();
    else if (act === "stay") dialog.close();
  });
  addEventListener("focus", show);
  await show();
}
