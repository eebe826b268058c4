// Keyboard shortcuts: a button says its key in data-key-shortcut. They can be switched off and stay off.

import { text } from "./text.js";

const STORE = "lobby-keys";
const NAMES = { " ": "Space" };

const has = () => document.querySelector("[data-key-shortcut]") !== null;
// What the account says (data-keys of the body) comes before what this browser remembers: counters are shared.
const wanted = () => (document.body.dataset.keys ?? localStorage.getItem(STORE) ?? "on") !== "off";

export function startKeys() {
  document.addEventListener("keydown", press);
  document.addEventListener("keyup", swallowSpace);
  document.addEventListener("lobby:panel", show);
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-keys-switch]")) turn(!wanted());
  });
  show();
}

function turn(on) {
  const { dataset } = document.body;
  if (dataset.keys) dataset.keys = on ? "on" : "off";
  else localStorage.setItem(STORE, on ? "on" : "off");
  document.dispatchEvent(new CustomEvent("lobby:keys", { detail: { on } }));
  show();
}

function show() {
  document.documentElement.dataset.keys = wanted() ? "on" : "off";
  for (const element of document.querySelectorAll("[data-keys-switch]")) {
    element.hidden = !has();
    element.setAttribute("aria-pressed", String(wanted()));
    const words = element.querySelector("[data-keys-word]");
    if (words) words.textContent = text(wanted() ? "keys-off" : "keys-on");
  }
}

function press(event) {
  const target = shortcutFor(event);
  if (!target) return;
  event.preventDefault();
  if (!event.repeat) target.click();
}

// A focused button would be clicked a second time when the space bar comes up.
function swallowSpace(event) {
  if (event.key === " " && shortcutFor(event)) event.preventDefault();
}

function shortcutFor(event) {
  if (!wanted() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return null;
  const name = NAMES[event.key] ?? event.key;
  const scope = document.querySelector("dialog[open]") ?? document;
  const found = [...scope.querySelectorAll("[data-key-shortcut]")].filter(usable);
  return found.find((element) => same(element.dataset.keyShortcut, name)) ?? null;
}

const same = (wish, name) => wish.toLowerCase() === name.toLowerCase();

function usable(element) {
  return !element.disabled && element.getAttribute("aria-disabled") !== "true" && element.getClientRects().length > 0;
}

function typing(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
}
