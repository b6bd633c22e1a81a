// Light, dark or as the system. The server reads the cookie, so that the next page starts on the right ground;
// other open pages of this browser hear of the change through localStorage.

const FOLLOWING = { "": "light", light: "dark", dark: "" };
const YEAR = 365 * 24 * 60 * 60;
const KEY = "theme";

/** The theme in force: "light", "dark", or "" for the system's own. */
export function current() {
  return document.documentElement.dataset.theme ?? "";
}

/** Show a theme without storing it. */
export function show(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const form of document.querySelectorAll("[data-theme-form]")) {
    form.querySelector("button").value = FOLLOWING[theme] ?? "light";
    form.querySelector("[data-theme-name]").textContent = form.dataset[theme || "system"];
  }
  for (const button of document.querySelectorAll("button[name=theme][aria-pressed]")) {
    button.ariaPressed = String(button.value === theme);
  }
}

/** Show a theme and keep it for the pages to come. */
export function choose(theme) {
  show(theme);
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${KEY}=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax${secure}`;
  localStorage.setItem(KEY, theme);
}

/** Let the theme buttons work without a journey to the server. */
export function start() {
  for (const form of document.querySelectorAll("[data-theme-form]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      choose(FOLLOWING[current()] ?? "light");
    });
  }
  addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[name=theme][aria-pressed]") : null;
    if (!button) return;
    event.preventDefault();
    choose(button.value);
  });
  addEventListener("storage", (event) => {
    if (event.key === KEY) show(event.newValue ?? "");
  });
}
