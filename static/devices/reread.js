// A part of a page that is read anew: when there is news of its fault, device or complaint, after one's own acts, or
// every so many seconds.

import { tick } from "../live/clock.js";
import { swapPanels } from "../live/panels.js";

const part = document.querySelector("[data-reread]");
const { rereadFault: fault, rereadDevice: device, rereadComplaint: complaint } = part.dataset;
const everyMs = Number(part.dataset.rereadEvery ?? 0) * 1000;
let isReading = false;
let isWanted = false;

document.addEventListener("lobby:event", ({ detail }) => {
  if ((fault && String(detail.fault) === fault) || (device && String(detail.device) === device)) read();
  // A board is about any complaint.
  if (complaint && "complaint" in detail && ["any", String(detail.complaint)].includes(complaint)) read();
});
document.addEventListener("lobby:done", read);
if (everyMs) {
  setInterval(() => document.hidden || read(), everyMs);
  document.addEventListener("visibilitychange", () => document.hidden || read());
}

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
    const response = await fetch(part.dataset.reread, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(12_000) });
    if (response.status === 404 || response.redirected) return location.reload();
    if (!response.ok) throw new Error(String(response.status));
    swapPanels({ [part.dataset.panel]: await response.text() });
    if (fault || device || complaint) tick();
  } catch {
    // The next news or round reads again; until then the page says how old it is.
    part.querySelector("[data-reread-failed]")?.removeAttribute("hidden");
  }
}
