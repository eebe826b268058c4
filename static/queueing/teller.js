// The teller's hand: dialogs that know their ticket, acts that open at a moment, keys kept with the person.

import { serverNow } from "../live/clock.js";
import { post } from "../lobby/requests.js";
import { readAgain, showPapers } from "./papers.js";

const PATIENCE_MS = 1_500;

// Dialogs stand outside the panels, so that news does not disturb them: who opens one says which ticket it is about.
document.addEventListener("lobby:opened", ({ target: dialog, detail: { opener } }) => {
  const { address, number, service, papers } = opener.dataset;
  // Forms and documents are read when they are asked for: in full they are written down as read.
  showPapers(dialog, papers);
  for (const place of dialog.querySelectorAll("[data-number]")) place.textContent = number ?? "";
  const form = dialog.querySelector("form[data-addressed]");
  if (!form || !address) return;
  // What was typed for one customer is never kept for another.
  if (form.getAttribute("action") !== address) form.reset();
  form.setAttribute("action", address);
  choose(form, service, opener.form?.elements.namedItem("outcome")?.value);
});

document.addEventListener("click", ({ target }) => {
  const again = target.closest("[data-papers-again]");
  if (again) readAgain(again);
});

function choose(form, service, outcome) {
  const boxes = [...form.querySelectorAll('[name="services_done"]')];
  if (!boxes.some((box) => box.checked)) for (const box of boxes) box.checked = box.value === service;
  const wished = outcome && form.querySelector(`[name="outcome"][value="${CSS.escape(outcome)}"]`);
  if (wished) wished.checked = true;
}

// A recall opens when its gap is over; the server keeps the gap, this only shows it.
function openInTime() {
  for (const button of document.querySelectorAll("[data-usable-from]")) {
    const left = Date.parse(button.dataset.usableFrom) - serverNow();
    button.disabled = left > 0;
    const count = button.querySelector("[data-countdown]");
    if (count) count.hidden = left <= 0;
  }
}

function closeInTime({ target }) {
  openInTime();
  target.closest("[data-until]")?.remove();
}

document.addEventListener("lobby:panel", openInTime);
document.addEventListener("lobby:elapsed", closeInTime);
openInTime();

// An act that cannot be taken back any more takes the offer to do so away.
document.addEventListener("lobby:done", ({ detail }) => {
  if (!detail.undo) for (const offer of document.querySelectorAll("#toasts [data-undo]")) offer.remove();
});

// The picture changes by push. Where none comes in time (a lost socket), it is fetched.
let drawn = 0;
document.addEventListener("lobby:panel", () => (drawn = performance.now()));
document.addEventListener("lobby:done", () => {
  const done = performance.now();
  setTimeout(() => drawn < done - PATIENCE_MS && document.dispatchEvent(new Event("lobby:pull")), PATIENCE_MS);
});

document.addEventListener("lobby:keys", ({ detail: { on } }) => {
  post(document.body.dataset.shortcutsAddress, new URLSearchParams(on ? { on: "1" } : {}));
});
