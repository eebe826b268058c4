// What a wall plays: one slide of its own round at a time. A slide ends by the server's clock even when nobody can be asked,
// and what was shown is reported in batches that may be repeated without harm.

import { serverNow, wallClock } from "../live/clock.js";
import { note, startReporting } from "./content_log.js";

const TICK_MS = 250;
const FITS = 10;
const page = document.body.dataset;

let current = null;
let since = 0;

export function startContent() {
  document.addEventListener("lobby:panel", play);
  setInterval(play, TICK_MS);
  addEventListener("resize", () => document.querySelectorAll(".slide.is-playing, .content-notice").forEach(fit));
  if (page.reports) startReporting(page.reports, page.wall);
  play();
}

/** Show what is due. While a call is fresh (`data-holds` on the body) nothing moves; what has ended leaves all the same. */
function play() {
  document.querySelectorAll(".content-notice").forEach(fit);
  const slides = due();
  const now = serverNow();
  const shown = slides.find((slide) => slide.dataset.key === current?.key);
  const isOver = shown && now - since >= 1000 * Number(shown.dataset.seconds);
  if (!shown || (isOver && !("holds" in page))) change(after(slides), now);
  paint(slides);
}

function change(slide, now) {
  if (current) note({ version: current.version, at: since, seconds: Math.max(1, Math.round((now - since) / 1000)) });
  current = slide ? { key: slide.dataset.key, version: Number(slide.dataset.slide), place: place(slide) } : null;
  since = now;
}

// After the last comes the first; a slide that is gone is followed by the one that took its place.
function after(slides) {
  if (!current) return slides[0];
  const here = slides.findIndex((slide) => slide.dataset.key === current.key);
  if (here >= 0) return slides[(here + 1) % slides.length];
  return slides.find((slide) => place(slide) >= current.place) ?? slides[0];
}

const place = (slide) => [...slide.parentElement.children].indexOf(slide);

function paint(slides) {
  // First, for it makes room for what is measured then.
  document.body.toggleAttribute("data-plays", Boolean(current));
  for (const slide of document.querySelectorAll("[data-slide]")) {
    const plays = slide.dataset.key === current?.key && slides.includes(slide);
    if (plays) loadPicture(slide);
    const isNew = plays && !slide.classList.contains("is-playing");
    slide.classList.toggle("is-playing", plays);
    if (isNew) fit(slide);
  }
}

function due() {
  if (document.querySelector(".content-notice")) return [];
  const round = document.querySelector(`[data-content-round="${CSS.escape(page.wall)}"]`) ?? document.querySelector('[data-content-round=""]');
  return round ? [...round.children].filter((slide) => isDue(slide.dataset, serverNow())) : [];
}

function isDue({ endsAt, daysFrom, daysUntil, hoursFrom, hoursUntil }, now) {
  if (now >= Date.parse(endsAt) || now < Date.parse(daysFrom) || now >= Date.parse(daysUntil)) return false;
  if (!hoursFrom) return true;
  const clock = wallClock(now, { seconds: false });
  if (hoursFrom < hoursUntil) return hoursFrom <= clock && clock < hoursUntil;
  return clock >= hoursFrom || clock < hoursUntil;
}

function loadPicture(slide) {
  const picture = slide.querySelector("[data-picture]");
  if (!picture || picture.src) return;
  picture.src = page.pictures.replace(/0\/$/, `${picture.dataset.picture}/`);
  picture.addEventListener("load", () => fit(slide), { once: true });
  picture.addEventListener("error", () => picture.remove(), { once: true });
}

/** Take the largest of a few sizes of type at which nothing is cut off. */
function fit(box) {
  for (let step = 0; step <= FITS; step += 1) {
    box.dataset.fit = step;
    if (box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) return;
  }
}
