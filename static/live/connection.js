// The one connection of a live page: a socket, back-off with jitter when it drops, asking over HTTP when it is refused.

const FIRST_MS = 400;
const LONGEST_MS = 15_000;
const OPENING_MS = 8_000;
const POLL_MS = 5_000;
const SILENCE_MS = 20_000; // heartbeats come every 15 s
const CLOSED_MS = 10_000;
const ENDED = new Set([4401, 4403, 4404]);
const ENDED_HTTP = new Set([401, 403, 404]);

/**
 * Keep a page connected. `address(kind)` gives the "socket" or "poll" address with the page's own sequence; `receive`
 * takes frames (second argument: came by polling); `stale()` is called while nothing is heard; `ended()` once, when
 * access was withdrawn. Returns {pull, wake}.
 */
export function keepConnected({ address, receive, stale, ended }) {
  const state = { socket: null, heard: performance.now(), closedAt: performance.now(), tries: 0, over: false };

  const hear = (frame, polled) => {
    state.heard = performance.now();
    if (!polled) state.tries = 0;
    receive(frame, polled);
  };

  const end = () => {
    state.over = true;
    drop();
    ended();
  };

  function drop() {
    const socket = state.socket;
    state.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  function open() {
    if (state.over || state.socket) return;
    clearTimeout(state.retry);
    const socket = new WebSocket(address("socket"));
    state.socket = socket;
    const impatience = setTimeout(lose, OPENING_MS);
    socket.onopen = () => clearTimeout(impatience);
    socket.onmessage = ({ data }) => hear(JSON.parse(data), false);
    socket.onclose = ({ code }) => {
      clearTimeout(impatience);
      if (state.socket !== socket) return;
      if (ENDED.has(code)) end();
      else lose();
    };
  }

  // A dead network may never report the close, so the socket is dropped first and its own events are ignored.
  function lose() {
    const wasHeard = state.tries === 0;
    drop();
    if (wasHeard) state.closedAt = performance.now();
    const delay = Math.min(LONGEST_MS, FIRST_MS * 2 ** state.tries);
    state.tries += 1;
    clearTimeout(state.retry);
    state.retry = setTimeout(open, delay * (0.5 + Math.random()));
  }

  async function pull() {
    if (state.over) return;
    // News that came in while an answer was on its way may not be in that answer: ask once more after it.
    if (state.pulling) return void (state.again = true);
    state.pulling = true;
    try {
      const response = await fetch(address("poll"), {
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(OPENING_MS),
      });
      if (ENDED_HTTP.has(response.status)) end();
      else if (response.ok && !response.redirected) hear(await response.json(), true);
    } catch {
      // Unreachable: the watch below says so on the page.
    } finally {
      state.pulling = false;
      if (state.again) {
        state.again = false;
        pull();
      }
    }
  }

  function watch() {
    if (state.over) return;
    const now = performance.now();
    const silence = now - state.heard;
    const isOpen = state.socket?.readyState === WebSocket.OPEN;
    if (isOpen && silence > SILENCE_MS) lose();
    if (silence > (isOpen ? SILENCE_MS : CLOSED_MS) && now - state.closedAt > CLOSED_MS) stale();
    if (!isOpen && state.tries >= 2 && now - (state.polledAt ?? 0) > POLL_MS) {
      state.polledAt = now;
      pull();
    }
  }

  /** The tab is seen again or the network is back: ask at once instead of waiting. */
  function wake() {
    if (state.socket?.readyState !== WebSocket.OPEN) {
      drop();
      open();
    }
    pull();
  }

  open();
  setInterval(watch, 1000);
  return { pull, wake };
}
