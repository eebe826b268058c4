// The board by keyboard: one card is chosen by focus; its acts open in a dialog here, without leaving the board.

import { openDialog } from "./dialogs.js";

let chosen = "";

const links = () => [...document.querySelectorAll("[data-case-link]")];
const card = () => document.querySelector(`[data-case="${CSS.escape(chosen)}"]`);

document.addEventListener("focusin", ({ target }) => {
  const found = target.closest?.("[data-case]");
  if (found) choose(found.dataset.case);
});
document.addEventListener("lobby:panel", show);
document.addEventListener("change", ({ target }) => {
  const filters = target.closest("[data-case-filters]");
  if (filters) filters.requestSubmit();
});
// Empty filters say nothing; the address stays short.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.matches("[data-case-filters]")) return;
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-case-step], [data-case-open], [data-case-does]");
  if (!button) return;
  const { caseStep, caseDoes } = button.dataset;
  if (caseStep) step(Number(caseStep));
  else if (!card()) return;
  else if (caseDoes) openDialog(chosen, caseDoes);
  else location.assign(chosen);
});

function step(by) {
  const all = links();
  const here = all.findIndex((link) => link.closest("[data-case]").dataset.case === chosen);
  const next = all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))];
  next?.focus();
  next?.closest("[data-case]").scrollIntoView({ block: "nearest", inline: "nearest" });
}

function choose(address) {
  chosen = address;
  show();
}

function show() {
  const mine = card();
  for (const one of document.querySelectorAll("[data-case]")) one.classList.toggle("is-chosen", one === mine);
  for (const button of document.querySelectorAll("[data-case-open], [data-case-does]")) button.disabled = !mine;
}
