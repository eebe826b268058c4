// The reception sheet: greet when it opens, let the triage ring run, show the number, leave early when none was taken.

import { duration, serverNow } from "../live/clock.js";
import { post } from "../lobby/requests.js";
import { toast } from "../lobby/toast.js";

const sheet = document.getElementById("reception");
const form = document.getElementById("reception-form");
const limit = Number(sheet.dataset.triage);
let visit = null;
let opened = 0;

sheet.addEventListener("lobby:opened", begin);
sheet.addEventListener("close", end);
sheet.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) print();
  if (target.closest("[data-send]")) send();
  if (target.closest("[data-next-customer]")) begin();
});
form.addEventListener("lobby:done", () => {
  visit = null;
  opened += 1;
  sheet.dataset.step = "issued";
  sheet.querySelector(".reception-result [data-closes]").focus();
});
// The needs are a live panel: what was typed to find one is applied again to what comes.
sheet.addEventListener("input", ({ target }) => target.matches("[data-search-needs]") && filterNeeds());
document.addEventListener("lobby:panel", ({ detail }) => detail.name === "floor-needs" && filterNeeds());
setInterval(showRing, 250);

async function begin() {
  const mine = (opened += 1);
  form.reset();
  form.querySelector("[data-visit]").value = "";
  sheet.dataset.step = "triage";
  filterNeeds();
  visit = { at: serverNow() };
  showRing();
  const { ok, data } = await post(sheet.dataset.greet);
  if (!ok) return;
  if (mine !== opened) return post(data.leave);
  visit = { at: Date.parse(data.arrived_at), leave: data.leave };
  form.querySelector("[data-visit]").value = data.visit;
}

function end() {
  const left = visit;
  visit = null;
  opened += 1;
  if (left?.leave) post(left.leave);
}

// The tablet's own way of sending, to the customer's phone near by or by message; without one the link is copied.
async function send() {
  const page = sheet.querySelector("[data-page]");
  try {
    if (navigator.share) return await navigator.share({ title: document.title, url: page.href });
    await navigator.clipboard.writeText(page.href);
    toast(sheet.dataset.copied);
  } catch {
    page.focus();
  }
}

function showRing() {
  if (!visit || !sheet.open) return;
  const seconds = Math.max(0, (serverNow() - visit.at) / 1000);
  const ring = sheet.querySelector("[data-ring]");
  ring.querySelector("[data-ring-arc]").setAttribute("stroke-dashoffset", String(Math.min(100, (100 * seconds) / limit)));
  ring.querySelector("[data-ring-words]").textContent = duration(seconds, "clock");
  ring.toggleAttribute("data-over", seconds > limit);
}

function filterNeeds() {
  const typed = sheet.querySelector("[data-search-needs]")?.value.trim().toLowerCase() ?? "";
  for (const need of sheet.querySelectorAll(".need")) {
    const chosen = need.querySelector("input").checked;
    const wanted = typed ? need.dataset.words.includes(typed) : need.dataset.rare === undefined;
    need.hidden = !wanted && !chosen;
  }
}
