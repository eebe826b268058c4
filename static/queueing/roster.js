// The forecast board and the roster: news fetch the page's own address again; breaks are dragged or moved by keys.
// What is tried stands in the address, so a reload or news never lose it. Nothing is saved before Save.

import { swapPanels } from "../live/panels.js";
import { text } from "../lobby/text.js";
import { toast } from "../lobby/toast.js";

const PARTS = ["plan-chart", "plan-totals", "plan-offers", "plan-factors", "roster-lines", "roster-warnings", "what-if", "roster-posts"];
const LEAST_GAP_MS = 4_000;
const DAY_MIN = 24 * 60;
const REST_MS = 250;

let asked = 0;
let waiting = 0;
let drag = null;
let keyed = null;
let resting = 0;

/** Draw the page's parts anew from its address; the newest answer wins. */
async function refresh() {
  const mine = ++asked;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return toast(text("failed"), { kind: "refusal" });
    const html = await answer.text();
    if (mine !== asked || drag || keyed) return undefined;
    const here = PARTS.filter((name) => document.querySelector(`[data-panel="${name}"]`));
    swapPanels(Object.fromEntries(here.map((name) => [name, html])));
    document.dispatchEvent(new CustomEvent("roster:drawn"));
  } catch {
    toast(text("no-answer"), { kind: "refusal" });
  }
  return undefined;
}

/** Look at something else: the address changes, the page does not. */
function look(query) {
  history.replaceState(null, "", query);
  return refresh();
}

function soon() {
  if (waiting) return;
  waiting = setTimeout(() => {
    waiting = 0;
    refresh();
  }, LEAST_GAP_MS);
}

document.addEventListener("lobby:panel", ({ detail }) => detail.name === "plan-news" && soon());

// An undo in a note changes things without a form of this page; its news come as any others.
document.addEventListener("lobby:done", ({ target }) => {
  const then = target.dataset?.then;
  if (then) look(then);
  else refresh();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-what-if]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  look(link.getAttribute("href"));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-what-if-form]")) return;
  event.preventDefault();
  look(`?${new URLSearchParams(new FormData(form))}`);
});

// Keys: the break moves by quarters of an hour at once; the waits follow when the hand rests.
document.addEventListener("keydown", (event) => {
  const one = event.target.closest?.("a[data-break]");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!one || !step) return;
  event.preventDefault();
  const pk = one.dataset.break;
  keyed = { pk, starts: later(keyed?.pk === pk ? keyed.starts : one.dataset.starts, step) };
  shove([...one.querySelectorAll("rect")], step * quarterOf());
  clearTimeout(resting);
  resting = setTimeout(async () => {
    const query = tried(one, keyed.starts);
    keyed = null;
    await look(query);
    document.querySelector(`a[data-break="${pk}"]`)?.focus();
  }, REST_MS);
});

const quarterOf = () => Number.parseFloat(document.querySelector("[data-roster]").dataset.quarter);

function shove(rects, share) {
  for (const rect of rects) rect.setAttribute("x", `${(Number.parseFloat(rect.getAttribute("x")) + share).toFixed(3)}%`);
}

/** The address that looks at a break begun at another time. */
function tried(one, starts) {
  const query = new URLSearchParams(one.getAttribute("href").slice(1));
  query.set("starts", starts);
  return `?${query}`;
}

// Dragging, by finger or mouse, in whole quarters of an hour.
document.addEventListener("pointerdown", (event) => {
  const one = event.target.closest?.("a[data-break]");
  if (!one || event.button !== 0) return;
  const width = one.ownerSVGElement.getBoundingClientRect().width;
  const rects = [...one.querySelectorAll("rect")];
  drag = { one, rects, width, quarter: quarterOf(), from: event.clientX, begin: Number.parseFloat(rects[0].getAttribute("x")), moved: 0 };
  document.body.classList.add("is-dragging");
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const share = (100 * (event.clientX - drag.from)) / drag.width;
  drag.moved = Math.round(share / drag.quarter);
  for (const rect of drag.rects) rect.setAttribute("x", `${(drag.begin + drag.moved * drag.quarter).toFixed(3)}%`);
});

document.addEventListener("pointerup", () => endDrag(true));
document.addEventListener("pointercancel", () => endDrag(false));
document.addEventListener("dragstart", (event) => event.target.closest?.("[data-roster]") && event.preventDefault());

function endDrag(counts) {
  if (!drag) return;
  const { one, moved } = drag;
  drag = null;
  document.body.classList.remove("is-dragging");
  if (!moved || !counts) return;
  // The click that follows would look at the break where it was.
  addEventListener("click", stopOnce, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stopOnce, { capture: true }), 50);
  look(tried(one, later(one.dataset.starts, moved)));
}

function stopOnce(event) {
  event.preventDefault();
  event.stopPropagation();
}

/** A time of day so many quarters of an hour later. */
function later(time, quarters) {
  const [hour, minute] = time.split(":").map(Number);
  const total = (hour * 60 + minute + quarters * 15 + DAY_MIN) % DAY_MIN;
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
}
