// The sound card of an unattended page: one unlocked audio context for the chime and for voices.

const NOTES = [
  { hertz: 659.25, at: 0 },
  { hertz: 523.25, at: 0.28 },
];
const RING_S = 0.9;

let context = null;

/** The page's audio context, made on first use. */
export function audio() {
  context ??= new AudioContext();
  return context;
}

/** Whether sound may play; browsers wait for a tap unless they are started to allow it. */
export const allowed = () => audio().state === "running";

/** Two soft bell notes; resolves when they have rung. `volume` 0–1. */
export function chime(volume) {
  const sound = audio();
  for (const { hertz, at } of NOTES) ring(sound, hertz, sound.currentTime + at, volume);
  return pause(1000 * (NOTES.at(-1).at + RING_S));
}

function ring(sound, hertz, at, volume) {
  const tone = sound.createOscillator();
  const loudness = sound.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(Math.max(0.0002, 0.5 * volume), at + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + RING_S);
  tone.connect(loudness).connect(sound.destination);
  tone.start(at);
  tone.stop(at + RING_S);
}

/** Play a recording from an address; resolves at its end, rejects when it cannot be had. */
export async function play(address, volume) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`no recording: ${response.status}`);
  const sound = audio();
  const source = sound.createBufferSource();
  const loudness = sound.createGain();
  source.buffer = await sound.decodeAudioData(await response.arrayBuffer());
  loudness.gain.value = volume;
  source.connect(loudness).connect(sound.destination);
  source.start();
  await pause(1000 * source.buffer.duration);
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
