// What the checks of words say while a text is written, before anybody hands it in.

import { post } from "../lobby/requests.js";

const PAUSE_MS = 700;
const place = document.querySelector("[data-check]");
const form = place?.closest("form");
let pause = 0;
let asked = 0;

form?.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(check, PAUSE_MS);
});
if (form) check();

// Only the newest question's answer is shown.
async function check() {
  const mine = ++asked;
  const answer = await post(place.dataset.check, new URLSearchParams(new FormData(form)));
  if (answer.ok && mine === asked) place.innerHTML = answer.html;
}
