// VA-1 and VA-2: a short sound when somebody new waits, so that an agent hears it from another window.

import { allowed, chime } from "../live/chime.js";

const LOUDNESS = 0.5;
let known = null;

function listen() {
  const count = document.querySelector("[data-title-count]");
  if (!count) return;
  const waiting = Number(count.getAttribute("value")) || 0;
  if (known !== null && waiting > known && allowed()) chime(LOUDNESS);
  known = waiting;
}

document.addEventListener("lobby:panel", listen);
listen();
