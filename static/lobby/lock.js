// A screen that nobody touches locks. The server decides by itself; this page covers itself in time, warns before, and
// reports at most once a minute that somebody is there. All tabs of a browser share one session, so they share the acts.

import { giveBack, keep, typedHere } from "./drafts.js";
import { post } from "./requests.js";

const ACTS = ["pointerdown", "pointermove", "keydown", "wheel"];
const WARNING_MS = 20_000;
const REPORT_MS = 60_000;
const AGAIN_MS = 5_000;
const ACTED = "lobby.acted";
const KNOWN = "lobby.known";
const LOCKED = "lobby.locked";

export function startLock() {
  const element = document.querySelector("[data-lock]");
  if (element) new Lock(element);
}

class Lock {
  acted = 0;
  locked = false;
  reporting = false;

  constructor(element) {
    const { locksInS, lockAfterS } = element.dataset;
    this.element = element;
    this.after = 1000 * Number(lockAfterS);
    this.known = Date.now() + 1000 * Number(locksInS) - this.after; // the last act that the server has heard of
    this.listen();
    giveBack(element.dataset.draftKey);
    setInterval(() => this.look(), 1000);
  }

  listen() {
    for (const name of ACTS) {
      addEventListener(name, (event) => event.isTrusted && this.act(), { capture: true, passive: true });
    }
    addEventListener("storage", ({ key }) => key === LOCKED && this.lock());
    // A page out of the browser's memory shows what was true before the lock.
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
    document.addEventListener("visibilitychange", () => this.look());
    // A page says so while somebody works at it without touching it: an agent who talks with a customer.
    document.addEventListener("lobby:present", () => this.act());
    document.addEventListener("lobby:locked", () => this.lock());
    document.addEventListener("submit", (event) => {
      if (!event.target.matches("form[data-locks]")) return;
      event.preventDefault();
      this.lock();
    });
  }

  act() {
    const now = Date.now();
    if (now - this.acted < 1000) return;
    // The first touch of a machine that slept is too late.
    if (this.left(now) <= 0) return this.lock();
    this.acted = now;
    store(ACTED, now);
    this.look();
  }

  latest(now) {
    return Math.max(this.known, ...[this.acted, stored(ACTED), stored(KNOWN)].filter((at) => at <= now));
  }

  left(now) {
    return this.latest(now) + this.after - now;
  }

  look() {
    if (this.locked) return;
    const now = Date.now();
    const left = this.left(now);
    if (left <= 0) return this.lock();
    this.warn(left <= WARNING_MS ? Math.ceil(left / 1000) : 0);
    const known = Math.max(this.known, stored(KNOWN));
    if (this.latest(now) - known >= 1000 && now - known >= Math.min(REPORT_MS, this.after / 3)) this.report(now);
  }

  async report(now) {
    if (this.reporting) return;
    this.reporting = true;
    const acted = this.latest(now);
    const answer = await post(this.element.dataset.actAddress, new URLSearchParams({ idle_s: Math.floor((now - acted) / 1000) }));
    this.reporting = false;
    if (!answer.ok) return;
    this.after = 1000 * answer.data.lock_after_s;
    this.known = acted;
    store(KNOWN, acted);
  }

  // Said once to those who listen; the seconds that run on are for the eye.
  warn(seconds) {
    const { element } = this;
    if (!seconds) {
      if (element.firstChild) element.hidePopover();
      element.replaceChildren();
      return;
    }
    if (!element.firstChild) {
      const [before, after] = element.dataset.words.split("{n}");
      const number = document.createElement("span");
      element.showPopover();
      element.append(before, number, after);
      element.setAttribute("aria-label", element.dataset.words.replace("{n}", seconds));
    }
    element.querySelector("span").textContent = seconds;
  }

  /** Empty the page, make sure that the server knows, and leave for the lock page. */
  async lock() {
    if (this.locked) return;
    this.locked = true;
    const { lockAddress, lockedAddress, locked, draftKey } = this.element.dataset;
    const typed = typedHere();
    document.title = locked;
    document.body.replaceChildren(locked);
    store(LOCKED, Date.now());
    await keep(typed, draftKey);
    while ((await post(lockAddress)).status === 0) await new Promise((wait) => setTimeout(wait, AGAIN_MS));
    const back = location.pathname + location.search;
    location.replace(`${lockedAddress}?${new URLSearchParams({ next: back })}`);
  }
}

function stored(name) {
  try {
    return Number(localStorage.getItem(name)) || 0;
  } catch {
    return 0;
  }
}

function store(name, at) {
  try {
    localStorage.setItem(name, at);
  } catch {
    // Without a store each tab knows its own acts, and the server has the last word.
  }
}
