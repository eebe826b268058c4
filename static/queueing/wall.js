// The wall: highlights new calls, speaks them, keeps the display on and hides the cursor.

import { startContent } from "../floor/content.js";
import { serverNow } from "../live/clock.js";
import { reloadWhenIdle } from "../live/reload.js";
import { startSpeaker } from "../live/speaker.js";
import { keepAwake } from "../live/wake.js";

const NEW_MS = 10_000;
const CURSOR_MS = 3_000;

function highlight() {
  const now = serverNow();
  for (const call of document.querySelectorAll("[data-announcement]")) {
    call.classList.toggle("is-new", now - Date.parse(call.dataset.at) < NEW_MS);
  }
  // A call wins: nothing else moves while it is fresh.
  document.body.toggleAttribute("data-holds", Boolean(document.querySelector(".is-new")));
}

let hiding = 0;
addEventListener("pointermove", () => {
  document.body.classList.add("is-moving");
  clearTimeout(hiding);
  hiding = setTimeout(() => document.body.classList.remove("is-moving"), CURSOR_MS);
});

document.addEventListener("lobby:panel", highlight);
document.addEventListener("lobby:event", ({ detail }) => detail.type === "wall.set_up" && reloadWhenIdle());
setInterval(highlight, 500);
highlight();
startContent();
startSpeaker();
keepAwake();
