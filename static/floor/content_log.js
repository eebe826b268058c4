// The wall's own log of what it played: kept in the browser until the server has it, bounded, sent as numbered batches.

import { newKey, post } from "../lobby/requests.js";

const EVERY_MS = 60_000;
const BATCH = 200;
const MOST = 5_000;

let store = "";
let address = "";
let log = { batch: null, plays: [] };

export function startReporting(to, wall) {
  address = to;
  store = `lobby-plays:${wall}`;
  log = { ...log, ...read() };
  setInterval(send, EVERY_MS);
  addEventListener("online", send);
}

/** A slide was shown: {version, at in ms, seconds}. */
export function note({ version, at, seconds }) {
  if (!address) return;
  log.plays.push([version, new Date(at).toISOString(), seconds]);
  log.plays.splice(0, log.plays.length - MOST);
  write();
}

// A batch keeps its key until the server has answered it, across reloads: a repeat is counted once.
async function send() {
  if (!log.batch && log.plays.length) log.batch = { key: newKey(), plays: log.plays.splice(0, BATCH) };
  write();
  if (!log.batch) return;
  const body = new URLSearchParams({ plays: JSON.stringify(log.batch.plays) });
  const { ok, status } = await post(address, body, log.batch.key);
  if (ok || status === 400 || status === 409) log.batch = null;
  write();
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(store)) ?? {};
  } catch {
    return {};
  }
}

function write() {
  try {
    localStorage.setItem(store, JSON.stringify(log));
  } catch {
    // A full or forbidden store costs what a reload would lose, nothing else.
  }
}
