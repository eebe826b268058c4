// Saying plainly how fresh the page is. A page that looks alive and is not is the worst failure.

import { text } from "../lobby/text.js";
import { serverNow, wallClock } from "./clock.js";

let latest = serverNow();
let stale = false;

/** The server has spoken: the page is true as of now. `polled` says that it had to be asked. */
export function fresh({ polled = false } = {}) {
  latest = serverNow();
  for (const time of document.querySelectorAll("[data-as-of]")) time.textContent = wallClock(latest);
  mark(polled ? "attention" : "fine", polled ? text("polling") : "");
  if (!stale) return;
  stale = false;
  document.documentElement.classList.remove("is-stale");
  for (const notice of document.querySelectorAll("[data-stale-notice]")) notice.hidden = true;
  document.dispatchEvent(new CustomEvent("lobby:fresh"));
}

/** Nothing is heard: dim the page and say since when, or that the reader's access has ended. */
export function goStale({ ended = false } = {}) {
  if (stale && !ended) return;
  stale = true;
  document.documentElement.classList.add("is-stale");
  mark("late", "");
  const name = ended ? "signed-out" : navigator.onLine ? "stale" : "offline";
  for (const notice of document.querySelectorAll("[data-stale-notice]")) {
    notice.hidden = false;
    notice.querySelector("[data-stale-words]").textContent = text(name, { time: wallClock(latest) });
  }
  document.dispatchEvent(new CustomEvent("lobby:stale", { detail: { ended } }));
}

function mark(level, words) {
  for (const element of document.querySelectorAll("[data-freshness-mark]")) {
    element.classList.remove("mark-fine", "mark-attention", "mark-late");
    element.classList.add(`mark-${level}`);
    element.title = words;
  }
}
