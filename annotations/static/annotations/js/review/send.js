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
 * @param {HTMLFormElement} form the form it stands for
 * @param {FormData} body the form as it was filled in
 * @param {string} id the row's id
 * @param {() => boolean} isInUse asked when the answer is there: whether the reviewer works in that row's form again
 * @returns {Promise<{ok: boolean, row: HTMLElement | null}>} the row as the server shows it; null when nothing came back
 */
export function send(form, body, id, isInUse) {
  waiting += 1;
  tell();
  const answer = queue.then(() => post(form.action, body, id, isInUse));
  queue = answer.finally(() => {
    waiting -= 1;
    tell();
  });
  return answer;
}

// A form in use stays as it is: only what stands above it is drawn anew.
function place(row, isInUse) {
  const before = document.getElementById(row.id);
  if (!isInUse) {
    before.replaceWith(row);
    return row;
  }
  before.dataset.state = row.dataset.state;
  row.rows[0].classList.remove("is-done");
  row.rows[0].setAttribute("aria-current", "true");
  before.rows[0].replaceWith(row.rows[0]);
  return before;
}

async function post(address, body, id, isInUse) {
  try {
    const response = await fetch(address, {
      method: "POST", body, headers: { "X-Fragment": "1" }, redirect: "error", signal: AbortSignal.timeout(PATIENCE),
    });
    const parts = new DOMParser().parseFromString(await response.text(), "text/html");
    const row = parts.getElementById(id);
    if (!row) return { ok: false, row: null };
    for (const part of PARTS) document.getElementById(part).replaceWith(parts.getElementById(part));
    return { ok: response.ok, row: place(row, response.ok && isInUse()) };
  } catch {
    return { ok: false, row: null };  // no connection, signed out, or no answer in time: the form stays as it is
  }
}
