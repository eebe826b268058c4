// Calls are spoken one at a time: chime, Chinese, English. Each once, in order, never one that is older than a minute.
//
// Calls are known from events (`lobby:event` with `announcement`) and from elements on the page that carry
// data-announcement, data-number, data-counter and data-at, so a reload or a lost frame misses none. Settings are the
// attributes of one [data-speaker] element, see templates/lobby/_speaker.html.

import { fill } from "../lobby/text.js";
import { allowed, audio, chime, pause, play } from "./chime.js";
import { serverNow, wallClock } from "./clock.js";
import { speak, voiceFor } from "./voices.js";

const OLDEST_MS = 60_000;
const HANZI = "零一二三四五六七八九";

/** Start speaking; one call on a page that has a [data-speaker] element. */
export function startSpeaker() {
  const element = document.querySelector("[data-speaker]");
  if (!element) return;
  const settings = () => element.dataset;
  const queue = [];
  const known = new Set();
  const store = `lobby-spoken-${settings().branch}`;
  const memory = remember(store, settings);

  function add(call) {
    if (!call.announcement || call.announcement <= memory.last() || known.has(call.announcement)) return;
    known.add(call.announcement);
    queue.push(call);
    queue.sort((one, other) => one.announcement - other.announcement);
    // Calls that came together are all in the queue before the first is taken.
    queueMicrotask(run);
  }

  async function run() {
    if (document.documentElement.dataset.speaking) return;
    document.documentElement.dataset.speaking = "yes";
    while (queue.length) {
      const call = queue.shift();
      if (audible(call, settings())) await announce(call, settings());
      memory.done(call.announcement);
    }
    delete document.documentElement.dataset.speaking;
  }

  document.addEventListener("lobby:event", ({ detail }) => add({ ...detail, announcement: Number(detail.announcement) || 0 }));
  document.addEventListener("lobby:panel", () => onPage().forEach(add));
  askForSound();
  onPage().forEach(add);
}

function onPage() {
  return [...document.querySelectorAll("[data-announcement]")].map(({ dataset }) => ({
    announcement: Number(dataset.announcement),
    number: dataset.number,
    counter: dataset.counter,
    at: dataset.at,
  }));
}

// The highest number spoken on this business day; a new day starts from what the page was rendered with.
function remember(store, settings) {
  const read = () => {
    try {
      const { day, last } = JSON.parse(localStorage.getItem(store) ?? "{}");
      return day === settings().day ? Number(last) || 0 : null;
    } catch {
      return null;
    }
  };
  let spoken = read() ?? (Number(settings().last) || 0);
  return {
    last: () => spoken,
    done(announcement) {
      spoken = Math.max(spoken, announcement);
      localStorage.setItem(store, JSON.stringify({ day: settings().day, last: spoken }));
    },
  };
}

function audible(call, { volume, quiet }) {
  const isNew = serverNow() - Date.parse(call.at) < OLDEST_MS;
  return isNew && Number(volume) > 0 && allowed() && !isQuiet(quiet ?? "");
}

/** Whether the branch's clock stands in one of the spans "12:00-13:30,18:00-08:00". */
function isQuiet(spans) {
  const now = wallClock(serverNow(), { seconds: false });
  return spans.split(",").some((span) => {
    const [from, to] = span.trim().split("-");
    if (!from || !to) return false;
    return from <= to ? from <= now && now < to : now >= from || now < to;
  });
}

async function announce(call, settings) {
  const volume = Number(settings.volume) / 100;
  await chime(volume);
  for (const language of (settings.languages ?? "zh,en").split(",").filter(Boolean)) {
    await say(call, language.trim(), volume, settings);
    await pause(150);
  }
}

async function say(call, language, volume, settings) {
  const voice = await voiceFor(language);
  if (voice) return speak(phrase(call, language, settings), voice, volume);
  if (!settings.voiceUrl) return undefined;
  // No recording either: the chime and the number on the wall have to do.
  return play(fill(settings.voiceUrl, { announcement: call.announcement, language }), volume).catch(() => undefined);
}

function phrase(call, language, settings) {
  const pattern = language === "zh" ? settings.phraseZh : settings.phraseEn;
  return fill(pattern ?? "", { number: spelled(call.number, language), counter: call.counter });
}

// Digit by digit, as branches say it: "A 零 三 二", "A 0 3 2".
function spelled(number, language) {
  return [...String(number)].map((sign) => (language === "zh" && /\d/.test(sign) ? HANZI[sign] : sign)).join(" ");
}

function askForSound() {
  const overlay = document.querySelector("[data-sound-overlay]");
  if (!overlay) return;
  const show = () => (overlay.hidden = allowed());
  audio().addEventListener("statechange", show);
  overlay.addEventListener("click", () => audio().resume());
  show();
}
