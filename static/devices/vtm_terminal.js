// VT-1: posts without leaving the page, the signature, signs of life while two people talk, rest and wipe otherwise.

import { keepAwake } from "../live/wake.js";
import { csrfToken, post } from "../lobby/requests.js";

const page = document.body.dataset;
const started = new WeakSet();
const INK_WIDTH = 6;
// While somebody waits or talks nobody has to touch the screen; everywhere else it rests for the next customer.
const UNTOUCHED = ["requested", "queued", "connected", "identifying", "disclosing", "transacting", "authorising", "dropped"];
const LINKED = ["connected", "identifying", "disclosing", "transacting", "authorising", "signing"];
let rested = 0;

const state = () => document.querySelector("[data-vt-state]")?.dataset.vtState ?? "";
const words = (name) => document.querySelector("[data-vt-texts]")?.dataset[name] ?? "";

function refuse(detail) {
  const dialog = document.querySelector("[data-refusal]");
  dialog.querySelector("[data-refusal-words]").textContent = detail;
  if (!dialog.open) dialog.showModal();
}

async function send(form, submitter) {
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  submitter?.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const answer = await post(form.action, body);
  delete form.dataset.busy;
  submitter?.removeAttribute("aria-busy");
  if (!answer.ok) return refuse(answer.data.detail);
  if (answer.data.redirect) location.assign(answer.data.redirect);
}

function startSigning(form) {
  if (started.has(form)) return;
  started.add(form);
  const canvas = form.querySelector("[data-canvas]");
  const pen = canvas.getContext("2d");
  const button = form.querySelector("[data-sign]");
  Object.assign(pen, { lineWidth: INK_WIDTH, lineCap: "round", lineJoin: "round", strokeStyle: "#10202e" });
  const at = ({ offsetX, offsetY }) => [
    (offsetX * canvas.width) / canvas.clientWidth,
    (offsetY * canvas.height) / canvas.clientHeight,
  ];
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) pen.lineTo(...at(each));
    pen.lineTo(...at(event));
    pen.stroke();
    button.disabled = false;
  });
  form.querySelector("[data-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    button.disabled = true;
  });
}

async function sign(form) {
  const button = form.querySelector("[data-sign]");
  button.disabled = true;
  const drawing = await new Promise((done) => form.querySelector("[data-canvas]").toBlob(done, "image/png"));
  const body = new FormData(form);
  body.set("image", drawing, "signature.png");
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
    const response = await fetch(form.action, { method: "POST", body, headers });
    if (!response.ok) refuse((await response.json()).detail);
  } catch {
    refuse(document.querySelector("#texts").dataset.noAnswer);
  }
  button.disabled = false;
}

function startKeypad(keypad) {
  const input = document.getElementById(keypad.dataset.keypad);
  keypad.hidden = false;
  keypad.addEventListener("click", ({ target }) => {
    const key = target.closest("button");
    if (!key) return;
    input.value = key.dataset.types ? input.value + key.dataset.types : input.value.slice(0, -1);
    input.focus();
  });
}

function show() {
  for (const form of document.querySelectorAll("[data-vt-sign]")) startSigning(form);
  const video = document.querySelector("[data-video]");
  if (video) video.hidden = !LINKED.includes(state());
}

function touched() {
  rested = 0;
  document.querySelector("[data-idle]").hidden = true;
}

// The start page has nothing to wipe; a page that was begun has.
function rest() {
  const now = state();
  if (now === "start" || UNTOUCHED.includes(now)) return touched();
  rested += 1;
  const [warn, wipe] = [Number(page.warnSeconds), Number(page.wipeSeconds)];
  if (rested >= wipe) return location.assign(page.home);
  if (rested >= warn) {
    const line = document.querySelector("[data-idle]");
    line.hidden = false;
    line.querySelector("[data-idle-words]").textContent = words("idleWords").replace("{n}", wipe - rested);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-vt-sign]")) {
    event.preventDefault();
    sign(form);
  } else if (form.matches("[data-vt-post]")) {
    event.preventDefault();
    send(form, event.submitter);
  } else if (form.matches("[data-keeps-query]")) {
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (["lang", "text"].includes(name)) form.append(hidden(name, value));
    }
  }
});

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-onward], a[data-same-page]");
  if (!link) return;
  event.preventDefault();
  const wished = new URL(link.href, location.href);
  const kept = new URLSearchParams(location.search);
  if (link.matches("[data-same-page]")) {
    for (const name of ["lang", "text"]) kept.delete(name);
    for (const [name, value] of wished.searchParams) kept.set(name, value);
    location.assign(`${location.pathname}?${kept}`);
  } else {
    for (const name of ["lang", "text"]) if (kept.has(name)) wished.searchParams.set(name, kept.get(name));
    location.assign(wished);
  }
});

for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, touched, { capture: true, passive: true });
for (const keypad of document.querySelectorAll("[data-keypad]")) startKeypad(keypad);
document.addEventListener("lobby:panel", show);
setInterval(rest, 1000);
setInterval(() => LINKED.includes(state()) && post(page.beatAddress), Number(page.beatSeconds) * 1000);
keepAwake();
show();
