// The one connection of a live page: a socket, back-off with jitter when it drops, asking over HTTP when it is refused.

const FIRST_MS = 400;
const LONGEST_MS = 15_000;
const OPENING_MS = 8_000;
const POLL_MS = 5_000;
const SILENCE_MS = 20_000; // heartbeats come every 15 s
const CLOSED_MS = 10_000;
const REFUSED_MS = 30_000;
const ENDED = new Set([4401, 4403]);
const ENDED_HTTP = new Set([401, 403, 404]);

export class Connection {
  socket = null;
  heard = performance.now();
  opened = 0;
  closed = performance.now();
  polled = 0;
  tries = 0;
  refused = false;

  /**
   * `address(kind)` gives the "socket" or "poll" address with the page's own sequence; `receive(frame, polled)` takes
   * what comes; `stale()` is called while nothing is heard; `ended()` when access was withdrawn. After that it asks
   * only now and then, so that an unattended screen comes back by itself.
   */
  constructor({ address, receive, stale, ended }) {
    Object.assign(this, { address, receive, stale, ended });
    this.open();
    setInterval(() => this.watch(), 1000);
  }

  open() {
    if (this.socket) return;
    clearTimeout(this.retry);
    const socket = new WebSocket(this.address("socket"));
    this.socket = socket;
    const impatience = setTimeout(() => this.socket === socket && this.lose(), OPENING_MS);
    socket.onopen = () => {
      clearTimeout(impatience);
      this.opened = performance.now();
    };
    socket.onmessage = ({ data }) => this.hear(JSON.parse(data), false);
    socket.onclose = ({ code }) => {
      clearTimeout(impatience);
      if (ENDED.has(code)) this.end();
      else this.lose();
    };
  }

  // A dead network may never report the close, so the socket's own events are ignored from here on.
  drop() {
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  lose() {
    this.drop();
    if (this.tries === 0) this.closed = performance.now();
    const wait = this.refused ? REFUSED_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** this.tries);
    this.tries += 1;
    this.retryIn(wait);
  }

  retryIn(wait) {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.open(), wait * (0.5 + Math.random()));
  }

  hear(frame, polled) {
    this.heard = performance.now();
    this.refused = false;
    if (!polled) this.tries = 0;
    this.receive(frame, polled);
  }

  end() {
    this.refused = true;
    this.drop();
    this.retryIn(REFUSED_MS);
    this.ended();
  }

  /** Ask over HTTP for everything after the page's own sequence. */
  async pull() {
    // News that came in while an answer was on its way may not be in that answer: ask once more after it.
    if (this.pulling) return void (this.again = true);
    this.pulling = true;
    await this.ask();
    this.pulling = false;
    if (!this.again) return undefined;
    this.again = false;
    return this.pull();
  }

  async ask() {
    try {
      const response = await fetch(this.address("poll"), {
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(OPENING_MS),
      });
      if (ENDED_HTTP.has(response.status)) this.end();
      else if (response.ok && !response.redirected) this.hear(await response.json(), true);
    } catch {
      // Unreachable: the watch says so on the page.
    }
  }

  watch() {
    if (this.refused) return;
    const now = performance.now();
    const silence = now - this.heard;
    const isOpen = this.socket?.readyState === WebSocket.OPEN;
    if (isOpen && Math.min(silence, now - this.opened) > SILENCE_MS) this.lose();
    if (silence > (isOpen ? SILENCE_MS : CLOSED_MS) && (isOpen || now - this.closed > CLOSED_MS)) this.stale();
    if (isOpen || this.tries < 2 || now - this.polled < POLL_MS) return;
    this.polled = now;
    this.pull();
  }

  /** The tab is seen again or the network is back: ask at once instead of waiting. */
  wake() {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      this.drop();
      this.open();
    }
    this.pull();
  }
}
