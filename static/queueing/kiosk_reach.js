// Going on only where the server answers: a kiosk must never be left on a browser's own error page.

const PROBE_MS = 8_000;
const AGAIN_MS = 3_000;

const screen = () => document.querySelector("[data-out-of-reach]");
let again = null;
let waiting = 0;

/** Open a page of ours once the server has answered for it. `until` keeps trying; returns whether the page changes. */
export async function go(address, { until = false } = {}) {
  clearTimeout(waiting);
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PROBE_MS) });
    if (response.ok) {
      location.assign(address);
      return true;
    }
  } catch {
    // Said below, like an answer that is no page.
  }
  unreachable(until ? null : () => go(address));
  if (until) waiting = setTimeout(() => go(address, { until }), AGAIN_MS);
  return false;
}

/** Show "please see the lobby manager"; `retry` is offered as a button. */
export function unreachable(retry = null) {
  again = retry ?? again;
  screen().hidden = false;
  const button = screen().querySelector("[data-try-again]");
  button.hidden = !again;
  button.onclick = () => {
    const work = again;
    again = null;
    reached();
    work?.();
  };
}

/**
 * The server is heard again. A press that got no answer stays on the screen until it is tried again or the countdown
 * opens a new page: it may have worked, and the next customer must not be given its ticket.
 */
export function reached() {
  if (!waiting && !again) screen().hidden = true;
}

/** A refusal in the bank's words. */
export function refuse(words) {
  const dialog = document.querySelector("[data-refusal]");
  dialog.querySelector("[data-refusal-words]").textContent = words;
  if (!dialog.open) dialog.showModal();
}
