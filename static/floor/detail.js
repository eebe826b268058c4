// The detail dialog: whatever carries data-loads opens its inside there (data-opens="detail" on the same element).

import { tick } from "../live/clock.js";

const dialog = document.getElementById("detail");
const body = dialog.querySelector("[data-detail-body]");
let shown = "";

document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-loads]");
  if (opener) load(opener.dataset.loads);
  if (target.closest("[data-detail-again]")) load(shown);
});
// A form marked data-again keeps the dialog: what it changed is shown.
dialog.addEventListener("lobby:done", ({ target }) => {
  if (target.matches("[data-again]")) load(shown);
});

async function load(address) {
  shown = address;
  show("loading");
  const html = await read(address);
  if (shown !== address) return;
  if (html === null) return show("failed");
  body.innerHTML = html;
  tick();
  body.querySelector("h2")?.focus();
}

function show(name) {
  body.replaceChildren(dialog.querySelector(`[data-detail-${name}]`).content.cloneNode(true));
}

async function read(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(12_000) });
    return response.ok && !response.redirected ? await response.text() : null;
  } catch {
    return null;
  }
}
