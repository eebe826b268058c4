// One server clock for the page. Durations and clocks tick from it, so a wrong or changed device clock does not matter.

import { text } from "../lobby/text.js";

const page = document.body.dataset;
const zone = page.timezone || undefined;
const arrived = performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now();

let base = Date.parse(page.serverAt ?? "") || Date.now();
let mark = arrived;

/** Now, by the server's clock, in milliseconds since 1970. */
export const serverNow = () => base + performance.now() - mark;

/** Take over a moment that the server has just sent (ISO text). */
export function setServerTime(iso) {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return;
  base = at;
  mark = performance.now();
}

/** A moment on the branch's wall clock, "10:32:05". */
export function wallClock(at, { seconds = true, lang = "zh" } = {}) {
  const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  return new Intl.DateTimeFormat(lang, seconds ? { ...shape, second: "2-digit" } : shape).format(at);
}

/** Seconds as people say them ("12 min"), shortly ("12′") or as a stopwatch ("0:42"). */
export function duration(seconds, format = "minutes") {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  if (format === "clock") return stopwatch(whole);
  if (format === "short") return text("minutes-short", { n: minutes });
  if (minutes < 1) return text("under-a-minute");
  if (minutes < 60) return text("minutes", { n: minutes });
  return text("hours-minutes", { h: Math.floor(minutes / 60), n: minutes % 60 });
}

function stopwatch(seconds) {
  const pad = (value) => String(value).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

/** Bring every ticking element up to date; runs each second and after each panel swap. */
export function tick() {
  const now = serverNow();
  for (const element of document.querySelectorAll("[data-since]")) countUp(element, now);
  for (const element of document.querySelectorAll("[data-countdown]")) countDown(element, now);
  for (const element of document.querySelectorAll("[data-clock]")) showClock(element, now);
}

export function startClock() {
  tick();
  setInterval(tick, 1000);
  document.addEventListener("lobby:panel", tick);
}

function countUp(element, now) {
  const since = Date.parse(element.dataset.since);
  if (Number.isNaN(since)) return;
  const seconds = (now - since) / 1000;
  write(element, duration(seconds, element.dataset.format));
  element.title = text("since", { time: wallClock(since) });
  setLevel(element, levelOf(element.dataset, seconds));
}

function countDown(element, now) {
  const end = Date.parse(element.dataset.countdown);
  if (Number.isNaN(end)) return;
  const seconds = Math.ceil((end - now) / 1000);
  write(element, duration(seconds, element.dataset.format ?? "clock"));
  if (seconds > 0 || element.dataset.elapsed === element.dataset.countdown) return;
  element.dataset.elapsed = element.dataset.countdown;
  element.dispatchEvent(new CustomEvent("lobby:elapsed", { bubbles: true }));
}

function showClock(element, now) {
  const lang = element.dataset.clockLang || document.documentElement.lang;
  if (element.dataset.clock !== "date") return write(element, wallClock(now, { seconds: element.dataset.clock !== "HH:mm" }));
  const shape = { year: "numeric", month: "long", day: "numeric", weekday: "long", timeZone: zone };
  return write(element, new Intl.DateTimeFormat(lang, shape).format(now));
}

function levelOf({ attentionAfter, lateAfter }, seconds) {
  if (lateAfter && seconds >= Number(lateAfter)) return "late";
  if (attentionAfter && seconds >= Number(attentionAfter)) return "attention";
  return attentionAfter || lateAfter ? "fine" : "";
}

function setLevel(element, level) {
  if (!level || element.dataset.state === level) return;
  element.dataset.state = level;
  if (!element.classList.contains("mark")) return;
  element.classList.remove("mark-fine", "mark-attention", "mark-late");
  element.classList.add(`mark-${level}`);
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
