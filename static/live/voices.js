// The browser's own voices, where the machine has one for the language.

const LONGEST_MS = 12_000;
const NAMES = { zh: /^(zh|cmn)(-(CN|Hans|SG))?/i, en: /^en/i };

let listed = null;

function voices() {
  if (!("speechSynthesis" in window)) return Promise.resolve([]);
  listed ??= new Promise((resolve) => {
    const now = speechSynthesis.getVoices();
    if (now.length) return resolve(now);
    speechSynthesis.addEventListener("voiceschanged", () => resolve(speechSynthesis.getVoices()), { once: true });
    return setTimeout(() => resolve(speechSynthesis.getVoices()), 1500);
  });
  return listed;
}

/** A voice that lives on this machine for "zh" or "en", or undefined. */
export async function voiceFor(language) {
  return (await voices()).find((voice) => voice.localService && NAMES[language]?.test(voice.lang.replace("_", "-")));
}

/** Speak words; resolves at the end, also when the browser forgets to say that it has ended. */
export function speak(words, voice, volume) {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(words);
    Object.assign(utterance, { voice, lang: voice.lang, volume, rate: 0.9 });
    const over = setTimeout(() => {
      speechSynthesis.cancel();
      resolve();
    }, LONGEST_MS);
    utterance.onend = utterance.onerror = () => {
      clearTimeout(over);
      resolve();
    };
    speechSynthesis.speak(utterance);
  });
}
