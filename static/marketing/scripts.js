// Sentences are read by the language check while they are written; a script's use is shown once it is noted.

import { post } from "../lobby/requests.js";

const PAUSE_MS = 400;
const form = document.querySelector("[data-check-sentence]");
const shown = document.querySelector("[data-scripts]");
let pause = 0;
let asked = 0;

form?.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(check, PAUSE_MS);
});
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
if (shown) document.addEventListener("lobby:done", readAgain);

// Only the newest question's answer is shown.
async function check() {
  const mine = ++asked;
  const answer = await post(form.action, new URLSearchParams(new FormData(form)));
  if (answer.ok && mine === asked) document.querySelector("[data-check-found]").innerHTML = answer.html;
}

async function readAgain() {
  const response = await fetch(location.href, { credentials: "same-origin" });
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.querySelector("[data-scripts]").replaceChildren(...page.querySelector("[data-scripts]").children);
}
