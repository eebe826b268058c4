// A newer version of the server is running: load the page again, but only when nobody is in the middle of something.

const IDLE_MS = 10_000;
let touched = performance.now();
let waiting = 0;

for (const name of ["pointerdown", "keydown", "input", "scroll"]) {
  addEventListener(name, () => (touched = performance.now()), { capture: true, passive: true });
}

/** Reload once the page has rested for ten seconds, with no dialog open, nothing half typed and nothing being said. */
export function reloadWhenIdle() {
  if (waiting) return;
  waiting = setInterval(() => idle() && reload(), 1000);
}

// The browser would replace an unattended screen by its own error page, so the server is asked first.
async function reload() {
  touched = performance.now();
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  clearInterval(waiting);
  location.reload();
}

function idle() {
  if (performance.now() - touched < IDLE_MS || document.documentElement.dataset.speaking) return false;
  return !document.querySelector("dialog[open]") && ![...document.querySelectorAll("input, textarea")].some(typed);
}

function typed(input) {
  if (["hidden", "submit", "button"].includes(input.type)) return false;
  return ["checkbox", "radio"].includes(input.type) ? input.checked !== input.defaultChecked : input.value !== input.defaultValue;
}
