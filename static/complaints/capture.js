// LM-10: the facts open with the tick, and what is typed is kept: at the server while there is a line, sealed on this
// tablet while there is none.

import { forget, keep, typedHere } from "../lobby/drafts.js";
import { post } from "../lobby/requests.js";
import { text } from "../lobby/text.js";
import { showFindings } from "./lint.js";

const PAUSE_MS = 1200;
const OPEN_FOR_FACTS = new Set(["sorry", "solve"]);
const form = document.querySelector("form[data-keeps]");
const note = document.querySelector("[data-draft-note]");
const content = form.elements.content;
let pause = 0;

document.addEventListener("lobby:done", ({ target }) => target.matches("[data-hear]") && unlock());
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(save, PAUSE_MS);
});
form.addEventListener("lobby:refused", ({ detail }) => detail.status === 0 && keepHere());
addEventListener("offline", keepHere);
addEventListener("online", () => content.value && save());

function unlock() {
  document.querySelector("[data-hear]").hidden = true;
  document.querySelector("[data-heard-note]").hidden = false;
  document.querySelector("[data-locked-note]").hidden = true;
  form.querySelector("[data-facts]").disabled = false;
  for (const part of document.querySelectorAll("[data-moment]")) part.open = OPEN_FOR_FACTS.has(part.dataset.moment);
  content.focus();
}

async function save() {
  const answer = await post(form.dataset.keeps, new URLSearchParams(new FormData(form)));
  if (answer.status === 0) return keepHere();
  if (!answer.ok) return;
  forget();
  note.textContent = text("draft-kept");
  showFindings(content, answer.data.findings);
}

async function keepHere() {
  await keep(typedHere(), document.querySelector("[data-lock]")?.dataset.draftKey);
  note.textContent = text("draft-here");
}
