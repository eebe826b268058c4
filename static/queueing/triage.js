// The options of the reception sheet: asked for when the need, a trait or the customer changes, and again whenever the
// hall changes while the sheet is open, so that a machine that fails is gone before somebody is sent there.

import { merge } from "../live/merge.js";

const sheet = document.getElementById("reception");
const form = document.getElementById("reception-form");
const options = document.getElementById("reception-options");
const failed = form.querySelector("[data-options-failed]");
const PATIENCE_MS = 8_000;
const ASKED_BY = "[name=service], [name=traits], [name=reference]";
// A panel comes only when its markup changed: waits are in the one, machines in the other.
const TOLD_BY = ["floor-needs", "floor-machines"];
const TOGETHER_MS = 50;
let asked = 0;
let soon = 0;

form.addEventListener("change", ({ target }) => target.matches(ASKED_BY) && ask());
form.addEventListener("reset", () => show("", false));
form.addEventListener("lobby:refused", ({ detail }) => detail.status === 409 && ask());
document.addEventListener("lobby:panel", ({ detail }) => {
  if (!TOLD_BY.includes(detail.name) || !sheet.open || sheet.dataset.step !== "triage") return;
  clearTimeout(soon);
  soon = setTimeout(refresh, TOGETHER_MS);
});

options.addEventListener("toggle", ({ target }) => target.open && target.scrollIntoView({ block: "nearest" }), true);

async function ask() {
  const mine = (asked += 1);
  const wished = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (["service", "traits", "reference"].includes(name) && value) wished.append(name, value);
  }
  if (!wished.has("service")) return show("", false);
  const html = await read(`${sheet.dataset.advice}?${wished}`);
  if (mine === asked) show(html ?? "", html === null);
}

// A reason that is being chosen stays under the finger; the server looks again when it is.
function refresh() {
  if (!options.querySelector("details[open]:focus-within")) ask();
}

function show(html, isFailed) {
  if (!html && !isFailed) asked += 1;
  // Merged in place: a button that stays the same must not vanish between a finger's going down and coming up.
  const fresh = options.cloneNode(false);
  fresh.innerHTML = html;
  merge(options, fresh);
  failed.hidden = !isFailed;
  form.toggleAttribute("data-has-options", Boolean(html) || isFailed);
}

async function read(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok && !response.redirected ? await response.text() : null;
  } catch {
    return null;
  }
}
