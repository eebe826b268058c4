// The kiosk: one press, one number; back to the start when nobody stands there; honest when the server is out of reach.

import { startCountdown } from "./kiosk_idle.js";
import { keepAwake } from "../live/wake.js";
import { go, refuse, reached, unreachable } from "./kiosk_reach.js";

const ANSWER_MS = 10_000;
const HELP_REST_MS = 5_000;

async function take(form, tile) {
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  tile?.setAttribute("aria-busy", "true");
  try {
    const response = await send(form, tile);
    if (response.status >= 500) return unreachable(() => take(form, tile));
    const answer = await response.json();
    if (answer.redirect) await go(answer.redirect, { until: true });
    else refuse(answer.detail);
  } catch {
    unreachable(() => take(form, tile));
  } finally {
    delete form.dataset.busy;
    tile?.removeAttribute("aria-busy");
  }
}

// A press that is made again after a lost answer carries the same flow, so it gets the same ticket.
function send(form, tile) {
  const body = new FormData(form);
  if (tile) body.set(tile.name, tile.value);
  const headers = { Accept: "application/json" };
  return fetch(form.action, { method: "POST", body, headers, signal: AbortSignal.timeout(ANSWER_MS) });
}

function printOnce() {
  const ticket = document.querySelector("[data-prints-itself]")?.dataset.printsItself;
  if (!ticket || sessionStorage.getItem("lobby-printed") === ticket) return;
  sessionStorage.setItem("lobby-printed", ticket);
  print();
}

addEventListener("beforeprint", () => document.querySelector("[data-printing]")?.removeAttribute("hidden"));
// Help is called without leaving the page: what was begun stays.
async function callHelp(form) {
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  try {
    const response = await send(form);
    const answer = await response.json();
    if (!response.ok) return refuse(answer.detail);
    button.disabled = true;
    setTimeout(() => (button.disabled = false), HELP_REST_MS);
  } catch {
    unreachable(() => callHelp(form));
  } finally {
    button.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-call-help]")) {
    event.preventDefault();
    return callHelp(event.target);
  }
  if (!event.target.matches("[data-take-number]")) return;
  event.preventDefault();
  take(event.target, event.submitter);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]");
  if (link) {
    event.preventDefault();
    go(link.href);
  }
  if (event.target.closest("[data-print]")) print();
});
document.addEventListener("lobby:stale", () => unreachable());
document.addEventListener("lobby:fresh", reached);
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
addEventListener("contextmenu", (event) => event.preventDefault());

startCountdown();
keepAwake();
printOnce();
