// The concierge: going on only where the server answers, help without leaving the page, a fresh start when nobody is there.

import { text } from "../lobby/text.js";
import { keepAwake } from "../live/wake.js";

const ANSWER_MS = 8_000;
const AGAIN_MS = 3_000;
const page = document.body.dataset;
const LONGEST_S = Number(page.idleSeconds) || 45;
const sorry = document.querySelector("[data-sorry]");
let left = "start" in page ? null : LONGEST_S;

function refuse(words = "") {
  const said = sorry.querySelector("[data-sorry-words]");
  said.textContent = words;
  said.hidden = !words;
  sorry.querySelector("[data-sorry-usual]").hidden = Boolean(words);
  sorry.hidden = false;
}

async function go(address, { until = false } = {}) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) });
    if (response.ok) return location.assign(address);
  } catch {
    // Said below, like an answer that is no page.
  }
  refuse();
  if (until) setTimeout(() => go(address, { until }), AGAIN_MS);
}

async function send(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers, signal });
    const answer = await response.json();
    if (!response.ok) refuse(answer.detail);
    else if (answer.redirect) await go(answer.redirect);
  } catch {
    refuse();
  } finally {
    button.disabled = false;
  }
}

function count() {
  if (left === null) return;
  left -= 1;
  show();
  if (left > 0) return;
  left = null;
  document.querySelector("[data-concierge-ask]")?.reset();
  go(page.home, { until: true });
}

function show() {
  const line = document.querySelector("[data-idle]");
  line.hidden = left === null;
  if (left !== null) line.textContent = text("idle-words", { n: left });
}

function touch() {
  left = LONGEST_S;
  show();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-concierge-ask], [data-concierge-help]")) return;
  event.preventDefault();
  send(event.target);
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-sorry-close]")) sorry.hidden = true;
  const link = event.target.closest("[data-go]");
  if (!link) return;
  event.preventDefault();
  go(link.href);
});
for (const name of ["pointerdown", "keydown", "input", "scroll"]) {
  addEventListener(name, touch, { capture: true, passive: true });
}
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
addEventListener("contextmenu", (event) => event.preventDefault());
setInterval(count, 1000);
show();
keepAwake();
