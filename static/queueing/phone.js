// The ticket page: keeps the place up to date, and makes the call seen, heard and felt.

import { allowed, audio, chime } from "../live/chime.js";
import { serverNow } from "../live/clock.js";
import { keepAwake } from "../live/wake.js";
import { text } from "../lobby/text.js";

const OLDEST_MS = 60_000;
const CALLED_BUZZ = [400, 150, 400, 150, 400];
const NEAR_BUZZ = [200];
const PUSHED_WITHIN_MS = 2_500;
const title = document.title;
const find = (selector) => document.querySelector(selector);

// What has been rung for already, also after a reload.
function first(what) {
  const key = `lobby-rung-${document.body.dataset.liveToken}-${what}`;
  if (sessionStorage.getItem(key)) return false;
  sessionStorage.setItem(key, "yes");
  return true;
}

const say = (words) => (find("[data-said]").textContent = words);
// Browsers refuse before the first touch, with a warning.
const buzz = (pattern) => navigator.userActivation?.hasBeenActive && navigator.vibrate?.(pattern);

function showState() {
  const turn = find("[data-turn-state]");
  if (!turn) return;
  const { turnState, calledAt, number, service } = turn.dataset;
  // Nobody is told to come for what an outage has stopped.
  document.body.toggleAttribute("data-is-stopped", Boolean(find("[data-stopped]")?.value.split(" ").includes(service)));
  document.body.dataset.turn = turnState;
  document.title = calledAt ? text("called-title", { number }) : title;
  for (const way of document.querySelectorAll("[data-way]")) {
    way.hidden = !turn.hasAttribute(`data-may-${way.dataset.way}`);
  }
  for (const answer of document.querySelectorAll("[data-answer]")) answer.hidden = !find("[data-may-answer]");
  find("[data-help]").hidden = !find("[data-may-help]");
  find("[data-help-back]").hidden = find("[data-help-state]")?.dataset.helpState !== "asked";
  find("[data-ring]").hidden = !turn.hasAttribute("data-may-leave");
  if (turnState === "near") remind();
  if (calledAt && serverNow() - Date.parse(calledAt) < OLDEST_MS && first(calledAt)) alarm();
}

async function alarm() {
  buzz(CALLED_BUZZ);
  if (!allowed()) return;
  await chime(1);
  await chime(1);
}

function remind() {
  if (document.body.hasAttribute("data-is-stopped") || !first("near")) return;
  buzz(NEAR_BUZZ);
  if (allowed()) chime(0.4);
}

function about(minutes, isConditional) {
  if (minutes) return text("about", { n: minutes });
  return text(isConditional ? "once-open" : "any-moment");
}

function showPlace({ ahead, p50_s: usual, p90_s: longest, needs_opening: isConditional, near }) {
  // A place may come in before the news that its ticket waits, or after that it does not any more.
  const turn = find("[data-turn-state]");
  if (ahead === undefined || !turn?.querySelector("[data-ahead]")) return;
  const show = (name) => turn.querySelector(`[data-${name}]`);
  const minutes = usual < 30 ? 0 : Math.ceil(usual / 60);
  show("ahead").textContent = ahead ? text("ahead", { n: ahead }) : text("next");
  show("about").textContent = about(minutes, isConditional);
  show("opening").hidden = !isConditional;
  show("longest").hidden = !minutes || isConditional;
  show("longest").textContent = text("longest", { n: Math.ceil(longest / 60) });
  show("near").hidden = !near;
  document.body.dataset.turn = near ? "near" : "waiting";
  if (near) remind();
}

// Browsers let a page sound only after a touch, and a locked phone hears nothing: this button settles both.
async function ring() {
  await audio().resume();
  keepAwake();
  find("[data-ring]").setAttribute("aria-pressed", "true");
  find("[data-ring-words]").textContent = text("ring-on");
  buzz(NEAR_BUZZ);
  chime(0.4);
}

async function send(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  say("");
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const { message, detail } = await response.json();
    say(message ?? detail ?? text("failed"));
    if (response.ok) settle(form);
  } catch {
    say(text("no-answer"));
  } finally {
    button.disabled = false;
  }
}

// The new state is pushed; where no push comes, the page is loaded again.
function settle(form) {
  if (form.closest("details")) form.closest("details").open = false;
  const late = setTimeout(() => location.reload(), PUSHED_WITHIN_MS);
  document.addEventListener("lobby:panel", () => clearTimeout(late), { once: true });
}

document.addEventListener("lobby:panel", showState);
document.addEventListener("lobby:stale", ({ detail }) => say(detail?.ended ? "" : text("listen")));
document.addEventListener("lobby:fresh", () => say(""));
document.addEventListener("lobby:values", ({ detail }) => showPlace(detail));
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-way-form]")) return;
  event.preventDefault();
  send(event.target);
});
find("[data-ring]").addEventListener("click", ring);
showState();
