// Short notes at the lower edge, read out politely; an act that can be taken back offers Undo for a minute.

import { post } from "./requests.js";
import { text } from "./text.js";

const STORE = "lobby.note";
const ARRIVES_MS = 20_000;
const SECONDS = { note: 6, refusal: 10, undo: 60 };

/** Show `words`; `undo` is the address that takes the act back (`renews`: the page shows it), `kind` "refusal" marks a refusal. */
export function toast(words, { undo = "", kind = "note", renews = false } = {}) {
  const region = document.getElementById("toasts");
  if (!region || !words) return;
  place(region);
  const note = document.createElement("div");
  note.className = `toast toast-${kind}`;
  note.append(line(words));
  const close = () => note.remove();
  if (undo) note.append(button(text("undo"), () => takeBack(undo, close, renews)));
  else note.append(button(text("close"), close));
  if (undo) for (const other of region.querySelectorAll("[data-undo]")) other.remove();
  note.toggleAttribute("data-undo", Boolean(undo));
  region.append(note);
  setTimeout(close, 1000 * SECONDS[undo ? "undo" : kind]);
}

/** Show it on the page that is about to be read. */
export function arrive(words, { undo = "" } = {}) {
  if (!words) return;
  try {
    sessionStorage.setItem(STORE, JSON.stringify({ words, undo, at: Date.now() }));
  } catch {
    // Without a store the page that comes shows what became of it.
  }
}

/** Show what the page before had to say, once. */
export function startToasts() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE));
    sessionStorage.removeItem(STORE);
    if (kept && Date.now() - kept.at < ARRIVES_MS) toast(kept.words, { undo: kept.undo, renews: true });
  } catch {
    // Nothing was kept.
  }
}

/** What was refused has been done since. */
export function forgive() {
  for (const note of document.querySelectorAll("#toasts .toast-refusal")) note.remove();
}

async function takeBack(address, close, renews) {
  close();
  const answer = await post(address);
  if (answer.ok && renews) {
    arrive(answer.data.message);
    return location.reload();
  }
  toast(answer.data.message || answer.data.detail, { kind: answer.ok ? "note" : "refusal" });
}

// A modal dialog makes the rest of the page inert, so its notes have to stand inside it.
function place(region) {
  const dialog = document.querySelector("dialog[open]");
  if (dialog && !dialog.contains(region)) {
    dialog.append(region);
    dialog.addEventListener("close", () => document.body.append(region), { once: true });
  }
}

function line(words) {
  const span = document.createElement("span");
  span.className = "grow";
  span.textContent = words;
  return span;
}

function button(words, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button";
  element.textContent = words;
  element.addEventListener("click", act, { once: true });
  return element;
}
