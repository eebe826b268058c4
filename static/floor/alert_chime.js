// One soft chime when a late alert is new on the tablet. What stood there when the page came is not news; a person may
// switch it off, and whoever asked their device for less movement and distraction hears nothing.

import { audio, chime } from "../live/chime.js";

const VOLUME = 0.35;
const GAP_MS = 10_000;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const newest = () => Number(document.querySelector("[data-chime]")?.dataset.chime || 0);

let heard = newest();
let rungAt = -GAP_MS;

document.addEventListener("lobby:panel", ({ detail }) => {
  if (detail.name !== "floor-now") return;
  const now = newest();
  if (now > heard && !calm.matches && performance.now() - rungAt > GAP_MS) ring();
  heard = Math.max(heard, now);
});
// Browsers let a page sound only after somebody has touched it.
document.addEventListener("pointerdown", () => audio().resume(), { once: true });

function ring() {
  rungAt = performance.now();
  if (audio().state === "running") chime(VOLUME);
}
