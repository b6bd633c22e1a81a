// Fetches the form of a row that the page left out, together with the answers it is about.

const PATIENCE = 20_000;
const underWay = new Map();

/**
 * Fill a row with what the server shows of it now.
 * @param {HTMLElement} row a row without its form
 * @returns {Promise<void>} rejected when nothing came back
 */
export function load(row) {
  if (!underWay.has(row)) underWay.set(row, fill(row).finally(() => underWay.delete(row)));
  return underWay.get(row);
}

async function fill(row) {
  const address = new URL(row.dataset.href, location.href);
  const response = await fetch(address, { headers: { "X-Fragment": "1" }, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById(row.id);
  if (!response.ok || !fresh) throw new Error(`row ${row.id}: ${response.status}`);
  row.dataset.state = fresh.dataset.state;
  const isOpen = row.rows[0].hasAttribute("aria-current");
  row.replaceChildren(...fresh.rows);
  if (isOpen) row.rows[0].setAttribute("aria-current", "true");
}
