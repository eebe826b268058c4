// Short notes at the lower edge, read out politely; an act that can be taken back offers Undo for a minute.

import { post } from "./requests.js";
import { text } from "./text.js";

const SECONDS = { note: 6, refusal: 10, undo: 60 };

/** Show `words`; `undo` is the address that takes the act back, `kind` "refusal" marks a refusal. */
export function toast(words, { undo = "", kind = "note" } = {}) {
  const region = document.getElementById("toasts");
  if (!region || !words) return;
  place(region);
  const note = document.createElement("div");
  note.className = `toast toast-${kind}`;
  note.append(line(words));
  const close = () => note.remove();
  if (undo) note.append(button(text("undo"), () => takeBack(undo, close)));
  else note.append(button(text("close"), close));
  if (undo) for (const other of region.querySelectorAll("[data-undo]")) other.remove();
  note.toggleAttribute("data-undo", Boolean(undo));
  region.append(note);
  setTimeout(close, 1000 * SECONDS[undo ? "undo" : kind]);
}

/** What was refused has been done since. */
export function forgive() {
  for (const note of document.querySelectorAll("#toasts .toast-refusal")) note.remove();
}

async function takeBack(address, close) {
  close();
  const answer = await post(address);
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
