// Sends decisions one after the other and puts the parts that the server renders anew in their places.

const PATIENCE = 20_000;
const PARTS = ["rv-head", "rv-side"];

let queue = Promise.resolve();
let waiting = 0;

/** Whether a decision is still on its way. */
export const isBusy = () => waiting > 0;

function tell() {
  const sync = document.querySelector(".sync");
  const words = document.getElementById("rv-table").dataset;
  sync.dataset.state = waiting ? "waiting" : "saved";
  sync.querySelector("[data-sync-text]").textContent = waiting ? `${waiting} ${words.waiting}` : words.saved;
}

/**
 * Send a row's form when all earlier ones have been answered.
 * @param {HTMLFormElement} form the form, as it is filled in now
 * @param {string} id the row's id
 * @returns {Promise<{ok: boolean, row: HTMLElement | null}>} the row as the server shows it; null when nothing came back
 */
export function send(form, id) {
  const body = new FormData(form);
  waiting += 1;
  tell();
  const answer = queue.then(() => post(form.action, body, id));
  queue = answer.finally(() => {
    waiting -= 1;
    tell();
  });
  return answer;
}

async function post(address, body, id) {
  try {
    const response = await fetch(address, {
      method: "POST", body, headers: { "X-Fragment": "1" }, redirect: "error", signal: AbortSignal.timeout(PATIENCE),
    });
    const parts = new DOMParser().parseFromString(await response.text(), "text/html");
    const row = parts.getElementById(id);
    if (!row) return { ok: false, row: null };
    for (const part of [id, ...PARTS]) document.getElementById(part).replaceWith(parts.getElementById(part));
    return { ok: response.ok, row };
  } catch {
    return { ok: false, row: null };  // no connection, signed out, or no answer in time: the form stays as it is
  }
}
