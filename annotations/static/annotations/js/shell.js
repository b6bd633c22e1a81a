// What every page does with a script: the theme button, the key map, menus that close, "/" for the search field.
// Every page works without it.

import * as theme from "./theme.js";
import { isTyping } from "./typing.js";
import * as unsent from "./unsent.js";

function openKeymap() {
  const dialog = document.getElementById("keymap");
  if (!dialog.open) dialog.showModal();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
}

function onKey(event) {
  if (event.key === "Escape") closeMenus();
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  if (event.key === "?") openKeymap();
  else if (event.key === "/") {
    const search = document.querySelector("[role=search] input[type=search]");
    if (!search) return;
    search.focus();
    search.select();
  } else return;
  event.preventDefault();
}

function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  closeMenus(target?.closest("details[data-menu]"));
  const dialog = document.getElementById("keymap");
  if (target?.closest("[data-keymap]")) openKeymap();
  else if (dialog.open && (target === dialog || target?.closest("[data-close]"))) dialog.close();
  else return;
  event.preventDefault();
}

theme.start();
unsent.start();
addEventListener("keydown", onKey);
addEventListener("click", onClick);
