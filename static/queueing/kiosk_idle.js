// Nobody touches the kiosk: count down where everybody sees it, then start anew for the next customer.

import { text } from "../lobby/text.js";
import { go } from "./kiosk_reach.js";

const page = document.body.dataset;
const LONGEST_S = Number(page.idleSeconds) || 45;
let left = "kioskStart" in page ? null : LONGEST_S;

/** Begin; the untouched start page rests and asks nothing. */
export function startCountdown() {
  for (const name of ["pointerdown", "keydown", "input", "scroll"]) {
    addEventListener(name, touch, { capture: true, passive: true });
  }
  setInterval(count, 1000);
  show();
}

function touch() {
  left = LONGEST_S;
  show();
}

function count() {
  if (left === null) return;
  left -= 1;
  show();
  if (left > 0) return;
  left = null;
  document.querySelector("[data-take-number]")?.reset();
  document.querySelector("dialog[open]")?.close();
  go(page.kioskHome, { until: true });
}

function show() {
  const element = document.querySelector("[data-idle]");
  element.hidden = left === null;
  if (left !== null) element.querySelector("[data-idle-words]").textContent = text("idle-words", { n: left });
}
