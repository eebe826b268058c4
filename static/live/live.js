// A live page: frames of news come in, panels change, everybody else on the page hears of it by events.

import { setServerTime, startClock } from "./clock.js";
import { Connection } from "./connection.js";
import { fresh, goStale } from "./freshness.js";
import { swapPanels } from "./panels.js";
import { reloadWhenIdle } from "./reload.js";

const page = document.body.dataset;
const AWAY_MS = 5_000;
let seq = Number(page.liveSeq) || 0;

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

function address(kind) {
  const query = new URLSearchParams({ branch: page.liveBranch, since: seq, lang: document.documentElement.lang });
  if (page.liveToken) query.set("token", page.liveToken);
  if (kind === "poll") return `/live/${page.liveScreen}/?${query}`;
  query.set("screen", page.liveScreen);
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/ws/live/?${query}`;
}

function receive(frame, polled) {
  if (frame.at) setServerTime(frame.at);
  fresh({ polled });
  if (frame.version && page.liveVersion && frame.version !== page.liveVersion) reloadWhenIdle();
  // Something between our own sequence and this frame is missing: ask for all of it, in order.
  if (frame.from > seq && !frame.full) return connection.pull();
  if (frame.whisper) tell("lobby:whisper", frame.whisper);
  if (frame.values) tell("lobby:values", frame.values);
  return "from" in frame ? apply(frame) : undefined;
}

function apply(frame) {
  if (frame.seq < seq && !frame.full) return;
  const isNews = frame.seq > seq;
  seq = frame.seq;
  if (frame.panels) swapPanels(frame.panels);
  if (isNews) for (const event of frame.events ?? []) tell("lobby:event", event);
}

function ended() {
  goStale({ ended: true });
}

function watchReturn() {
  let leftAt = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) leftAt = performance.now();
    else if (performance.now() - leftAt > AWAY_MS) connection.wake();
  });
  addEventListener("online", () => connection.wake());
  addEventListener("pageshow", ({ persisted }) => persisted && connection.wake());
}

startClock();
const connection = new Connection({ address, receive, stale: goStale, ended });
watchReturn();
// A page that has just changed something and sees no news of it asks for them.
document.addEventListener("lobby:pull", () => connection.pull());
