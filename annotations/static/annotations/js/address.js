// A new project: its address follows its name until somebody writes one. The server makes it, for it knows which are taken.

const PATIENCE = 10_000;
const PAUSE = 200;
const name = document.getElementById("id_name");
const address = document.getElementById("id_slug");
let made = "";
let due = 0;
let asked = 0;

const isTouched = () => address.value !== "" && address.value !== made;

async function follow() {
  asked += 1;
  const mine = asked;
  try {
    const place = `${location.pathname}?${new URLSearchParams({ name: name.value })}`;
    const response = await fetch(place, { redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) show(new DOMParser().parseFromString(await response.text(), "text/html"), mine);
  } catch {
    // Offline or signed out: an address that is left empty is made when the form is sent.
  }
}

function show(fresh, mine) {
  if (mine !== asked || isTouched()) return;
  made = fresh.getElementById("id_slug").value;
  address.value = made;
}

name?.addEventListener("input", () => {
  clearTimeout(due);
  if (!isTouched()) due = setTimeout(follow, PAUSE);
});
