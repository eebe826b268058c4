// The picture on VT-1, VA-2 and the supervisor's page: starts when two people talk, stops when they do not.

import { post } from "../lobby/requests.js";
import { has, switchTracks } from "./media.js";
import { Talk } from "./talk.js";

const LINKED = ["connected", "identifying", "disclosing", "transacting", "authorising", "signing"];
const place = document.querySelector("[data-picture]");
const part = (name) => place.querySelector(`[data-${name}]`);
const PRESENT_MS = 3_000;
let talk = null;
let isElsewhere = false;

const stage = {
  own(stream) {
    part("own").srcObject = stream;
    part("own").hidden = !has(stream, "video");
    part("light").hidden = !has(stream, "video");
    for (const [name, kind] of Object.entries(SWITCHES)) {
      const button = part(name);
      button.hidden = !has(stream, kind);
      button.setAttribute("aria-pressed", "false");
    }
  },
  far(name, stream) {
    let video = part("far").querySelector(`[data-of="${name}"]`);
    if (!video) {
      video = Object.assign(document.createElement("video"), { autoplay: true, playsInline: true });
      video.dataset.of = name;
      part("far").append(video);
    }
    if (video.srcObject !== stream) video.srcObject = stream;
    const tell = () => video.classList.toggle("vd-sound-only", !has(stream, "video"));
    stream.addEventListener("addtrack", tell);
    tell();
    listen(video);
  },
  gone(name) {
    part("far").querySelector(`[data-of="${name}"]`)?.remove();
  },
  words(name) {
    isElsewhere = name === "elsewhere";
    part("words").textContent = place.dataset[name] ?? "";
    part("words").hidden = !part("words").textContent;
    part("again").hidden = !isElsewhere;
    place.classList.toggle("vd-is-empty", name === "connecting");
  },
};
const SWITCHES = { mute: "audio", blind: "video" };

async function listen(video) {
  try {
    await video.play();
    part("sound").hidden = true;
  } catch (error) {
    // Browsers keep a page silent until somebody has touched it.
    if (error.name === "NotAllowedError") part("sound").hidden = false;
  }
}

/** The session of this page, as its panels say: its number, and whether two people talk. */
function known() {
  const shown = document.querySelector("[data-vt-state], [data-session-status]");
  const state = shown?.dataset.vtState ?? shown?.dataset.sessionStatus ?? "";
  return { session: shown?.dataset.session ?? "", isLinked: LINKED.includes(state) };
}

const sees = (name) => document.querySelector(`[data-watcher="${name}"]`) !== null;

function look() {
  const { session, isLinked } = known();
  if (talk && (!isLinked || talk.session !== session)) {
    talk.stop({ silently: !isLinked });
    talk = null;
  }
  if (!isLinked) return stage.words("");
  if (!talk) {
    talk = new Talk({ root: place.dataset.root, session, stage, sees });
    talk.start();
  }
  return talk.look();
}

for (const [name, kind] of Object.entries(SWITCHES)) {
  part(name).addEventListener("click", () => {
    const isOff = part(name).getAttribute("aria-pressed") === "true";
    switchTracks(talk?.stream, kind, isOff);
    part(name).setAttribute("aria-pressed", String(!isOff));
    if (kind === "video") part("light").hidden = !isOff;
  });
}
part("sound").addEventListener("click", () => {
  for (const video of part("far").querySelectorAll("video")) listen(video);
});
part("again").addEventListener("click", () => {
  talk = null;
  look();
});

function startBeating() {
  const { beat, beatSeconds, over } = place.dataset;
  if (!beat) return;
  const beating = setInterval(async () => {
    const answer = await post(beat);
    if (answer.ok || answer.status === 0) return;
    clearInterval(beating);
    talk?.stop({ silently: true });
    part("words").textContent = over;
    part("words").hidden = false;
  }, Number(beatSeconds) * 1000);
}

// An agent with a customer on the line is at work, touched or not: the screen locks after the talk.
setInterval(() => {
  const isTalking = talk && !talk.isStopped && talk.ways?.me === "agent";
  if (isTalking) document.dispatchEvent(new Event("lobby:present"));
}, PRESENT_MS);
addEventListener("pagehide", () => talk?.stop());
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  talk = null;
  look();
});
document.addEventListener("lobby:panel", look);
startBeating();
look();
