// One touch on a face is the rating; the new state is pushed, and where no push comes the page is loaded again.

import { post } from "../lobby/requests.js";

const PUSHED_WITHIN_MS = 2_500;
let isBusy = false;

// On a screen of many customers only refusals are said, and none outlives its customer: the panel says the rest.
const place = document.querySelector("[data-said]");
const isShared = place?.dataset.said === "refusals";
const say = (words) => {
  if (place) place.textContent = words;
};

async function send(form, submitter) {
  if (isBusy) return;
  isBusy = true;
  say("");
  submitter?.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.set(submitter.name, submitter.value);
  const { ok, data } = await post(form.action, body);
  submitter?.removeAttribute("aria-busy");
  isBusy = false;
  if (!ok) return say(data.detail);
  if (!isShared) say(data.message);
  const late = setTimeout(() => location.reload(), PUSHED_WITHIN_MS);
  document.addEventListener("lobby:panel", () => clearTimeout(late), { once: true });
}

if (isShared) document.addEventListener("lobby:panel", () => say(""));
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-rating]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
