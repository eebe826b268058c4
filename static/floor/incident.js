// An incident in full: what changes while it lasts is read anew when there is news of it. The forms beside it stay.

import { tick } from "../live/clock.js";
import { swapPanels } from "../live/panels.js";

const now = document.querySelector("[data-incident-now]");
const id = Number(now.dataset.incidentNow);
let isReading = false;
let isWanted = false;

document.addEventListener("lobby:event", ({ detail }) => {
  if (detail.incident === id || detail.about === `incident:${id}`) read();
});
// One's own acts are shown at once, tasks included, whose news do not name the incident.
document.addEventListener("lobby:done", read);

async function read() {
  isWanted = true;
  if (isReading) return;
  isReading = true;
  while (isWanted) {
    isWanted = false;
    await show();
  }
  isReading = false;
}

async function show() {
  try {
    const response = await fetch(now.dataset.address, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(12_000) });
    // It is for others from now on.
    if (response.status === 404) return location.reload();
    if (response.ok && !response.redirected) swapPanels({ "incident-now": await response.text() });
    tick();
  } catch {
    // The next news reads again; until then the bar says how old the page is.
  }
}
