// SC-1: posts without leaving a trace in the history, the keypad, rest with a visible countdown, then the wipe.

import { keepAwake } from "../live/wake.js";
import { post } from "../lobby/requests.js";

const page = document.body.dataset;
const TOUCH_EVERY_MS = 5000;
// Nobody's data is on these: nothing to warn of.
const AT_REST = ["start", ""];
let rested = 0;
let toldAt = 0;
let later = 0;
let way = "";

const state = () => document.querySelector("[data-sc-state]")?.dataset.scState ?? "";
const words = (name) => document.querySelector("[data-sc-texts]")?.dataset[name] ?? "";
const isInSession = () => !["start", "", "ended", "number"].includes(state());

// The page a customer leaves stays in no history: back leads nowhere.
function go(address) {
  clearForms();
  location.replace(address);
}

function clearForms() {
  for (const form of document.forms) form.reset();
  for (const input of document.querySelectorAll("input:not([type=hidden])")) input.value = "";
}

// A customer reads what to do, not that a field is wrong.
const wordsOf = ({ fields, detail }) => Object.values(fields ?? {}).flat().join(" ") || detail;

function refuse(form, answer) {
  const problem = form.querySelector("[data-problem]");
  if (problem) {
    problem.textContent = wordsOf(answer.data);
    problem.hidden = false;
    form.querySelector("input:not([type=hidden]):not([hidden])")?.focus();
    return;
  }
  const dialog = document.querySelector("[data-refusal]");
  dialog.querySelector("[data-refusal-words]").textContent = wordsOf(answer.data);
  if (!dialog.open) dialog.showModal();
}

async function send(form, submitter) {
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  submitter?.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const address = new URL(form.action, location.href);
  address.search = location.search;
  const answer = await post(address, body);
  if (answer.ok) return go(answer.data.redirect ?? page.home);
  delete form.dataset.busy;
  submitter?.removeAttribute("aria-busy");
  // The session ended meanwhile: what is there now is the answer.
  if (answer.status === 404) return go(page.home);
  refuse(form, answer);
}

function showWay() {
  const form = document.querySelector("[data-way-form]");
  if (!form) return;
  const byHand = way === "phone" || form.dataset.reads === "by-hand";
  form.hidden = !way;
  document.querySelector("[data-way-choice]").hidden = Boolean(way);
  form.elements.kind.value = way;
  for (const line of form.querySelectorAll("[data-way-words]")) line.hidden = line.dataset.wayWords !== way;
  for (const key of form.querySelectorAll("[data-only]")) key.hidden = key.dataset.only !== way;
  const demo = form.querySelector("[data-way-demo]");
  if (demo) demo.hidden = way === "phone";
  for (const part of [form.elements.given, form.querySelector("[data-keypad]"), form.querySelector("[data-way-send]")]) part.hidden = !byHand;
  if (way && byHand) form.elements.given.focus();
}

// The machine's own reader software says here what it read: dispatchEvent(new CustomEvent("lobby:read", {detail: {kind, given}})).
addEventListener("lobby:read", ({ detail }) => {
  const form = document.querySelector("[data-way-form]");
  if (!form) return;
  form.elements.kind.value = detail.kind;
  form.elements.given.value = detail.given;
  send(form);
});

function show() {
  for (const keypad of document.querySelectorAll("[data-keypad]")) if (!keypad.closest("[data-way-form]")) keypad.hidden = false;
  showWay();
}

// At most one post in so many seconds, and one after the last touch, so that the server never believes less than there was.
function touched() {
  rested = 0;
  document.querySelector("[data-idle]").hidden = true;
  if (!isInSession() || later) return;
  const wait = Math.max(0, toldAt + TOUCH_EVERY_MS - Date.now());
  later = setTimeout(tell, wait);
}

async function tell() {
  later = 0;
  toldAt = Date.now();
  const answer = await post(page.touch);
  if (answer.data.redirect && isInSession() && !document.querySelector("form[data-busy]")) go(page.home);
}

async function wipe() {
  rested = 0;
  await post(state() === "ended" ? page.clear : page.rest);
  go(page.home);
}

function rest() {
  if (AT_REST.includes(state())) return touched();
  rested += 1;
  const [warn, end] = [Number(page.warnSeconds), Number(page.wipeSeconds)];
  if (rested >= end) return wipe();
  const line = document.querySelector("[data-idle]");
  line.hidden = rested < warn;
  line.querySelector("[data-idle-words]").textContent = words("idleWords").replace("{n}", end - rested);
}

function press(key) {
  const input = document.getElementById(key.closest("[data-keypad]").dataset.keypad);
  input.value = key.dataset.types ? input.value + key.dataset.types : input.value.slice(0, -1);
}

function follow(event, link) {
  event.preventDefault();
  const wished = new URL(link.href, location.href);
  if (!link.matches("[data-same-page]")) wished.search = location.search;
  location.replace(link.matches("[data-same-page]") ? `${location.pathname}${wished.search}` : wished);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sc-post]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

document.addEventListener("click", (event) => {
  const target = event.target.closest("button, a");
  if (!target) return;
  if (target.closest("[data-keypad]")) press(target);
  else if (target.dataset.way !== undefined) {
    way = target.dataset.way;
    showWay();
  } else if (target.matches("footer a, a[data-onward]")) follow(event, target);
});

for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, touched, { capture: true, passive: true });
// A page taken from the browser's memory could show what was typed: it is loaded anew.
addEventListener("pageshow", (event) => event.persisted && location.replace(page.home));
addEventListener("pagehide", clearForms);
document.addEventListener("lobby:panel", show);
setInterval(rest, 1000);
keepAwake();
show();
