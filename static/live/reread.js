// A part of a page that is read anew: when there is news of what it is about (data-reread-about="fault:7", or "complaint:any"
// for whichever one), after one's own acts, or every so many seconds.

import { tick } from "./clock.js";
import { swapPanels } from "./panels.js";

const part = document.querySelector("[data-reread]");
const [kind, id] = part.dataset.rereadAbout?.split(":") ?? [];
const everyMs = Number(part.dataset.rereadEvery ?? 0) * 1000;
let isReading = false;
let isWanted = false;

document.addEventListener("lobby:event", ({ detail }) => {
  if (kind in detail && ["any", String(detail[kind])].includes(id)) read();
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
    if (kind) tick();
  } catch {
    // The next news or round reads again; until then the page says how old it is.
    part.querySelector("[data-reread-failed]")?.removeAttribute("hidden");
  }
}
