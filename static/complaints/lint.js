// Drafts are looked at while they are typed: phrases that make a complaint worse, each with a better one (S189).
// A field marked data-lint is read after a pause; what is found stands in the element that names it by data-lint-for.

import { post } from "../lobby/requests.js";
import { text } from "../lobby/text.js";

const PAUSE_MS = 700;
const ADDRESS = "/floor/complaints/lint/";
const pauses = new WeakMap();

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-lint]") || target.closest("[data-keeps]")) return;
  clearTimeout(pauses.get(target));
  pauses.set(target, setTimeout(() => ask(target), PAUSE_MS));
});

async function ask(field) {
  const answer = await post(ADDRESS, new URLSearchParams({ text: field.value }));
  if (answer.ok) showFindings(field, answer.data.findings);
}

/** Say what is better said otherwise; nothing is blocked. */
export function showFindings(field, findings) {
  const place = document.querySelector(`[data-lint-for="${field.id}"]`);
  place?.replaceChildren(...findings.map((one) => drawn(field, one)));
  const kept = field.form?.querySelector("[data-lint-keep]");
  if (kept) kept.hidden = !findings.length;
}

function drawn(field, { words, why, better }) {
  const line = document.createElement("p");
  line.className = "lint-line";
  const mark = Object.assign(document.createElement("b"), { className: "mark mark-attention", textContent: `“${words}”` });
  const say = Object.assign(document.createElement("span"), { textContent: better });
  line.append(mark, ` ${why} `, say);
  say.className = "lint-better";
  if (field.dataset.lint === "customer") line.append(` ${text("lint-customer")}`);
  return line;
}
