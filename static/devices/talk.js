// Who is in a video session finds the others: greets until somebody answers, keeps one connection to each of them.

import { closeMedia, openMedia } from "./media.js";
import { Peer } from "./peer.js";
import { Signals } from "./signals.js";

const GREET_MS = 4_000;
// After so long without the other side the session counts as dropped and can be taken up again.
const LOST_MS = 15_000;

export class Talk {
  /**
   * `stage` shows things: own(stream), far(name, stream), gone(name), words(name). `sees` says whether a supervisor is shown on
   * this page: nobody is connected who is not.
   */
  constructor({ root, session, stage, sees }) {
    Object.assign(this, { session, stage, sees, peers: new Map(), wasConnected: false });
    this.signals = new Signals(root, session, (message) => this.hear(message));
  }

  async start() {
    this.stage.words("connecting");
    this.ways = await this.signals.ways();
    if (!this.ways || this.isStopped) return this.ways || this.stage.words("noWay");
    const { stream, trouble } = this.ways.listens ? { stream: null, trouble: "" } : await openMedia(this.ways);
    if (this.isStopped) return closeMedia(stream);
    Object.assign(this, { stream, trouble });
    this.stage.own(stream);
    this.greet();
    this.greeting = setInterval(() => this.greet(), GREET_MS);
    return undefined;
  }

  get others() {
    return { customer: ["agent"], agent: ["customer"] }[this.ways.me] ?? ["customer", "agent"];
  }

  greet() {
    const missing = this.others.filter((name) => !this.peers.get(name)?.isConnected);
    for (const to of missing) this.signals.send({ kind: "hello", to });
    this.tellState();
  }

  hear(message) {
    if (!this.greeting) return; // our own camera is not open yet; they greet again
    const { from, page, kind } = message;
    const known = this.peers.get(from);
    if (kind === "hello") return this.meet(message);
    if (kind === "bye") return this.partWith(message);
    if (known?.page === page) return known.hear(message);
    if (kind === "offer") this.connect(from, page)?.hear(message);
    return undefined;
  }

  meet({ from, page, for_page: isAnswer }) {
    if (this.peers.get(from)?.page !== page) this.connect(from, page);
    if (!isAnswer && this.peers.has(from)) this.signals.send({ kind: "hello", to: from, for_page: page });
  }

  partWith({ from, page, for_page: isOnlyUs, reason }) {
    if (reason === "replaced" && isOnlyUs) {
      this.stage.words("elsewhere");
      return this.stop({ silently: true });
    }
    return this.peers.get(from)?.page === page && this.drop(from);
  }

  connect(name, page) {
    if (name.startsWith("watcher-") && !this.sees(name)) return null;
    const before = this.peers.get(name);
    if (before) {
      // The same person opened another window, or loaded the page anew.
      this.signals.bye("replaced", { to: name, for_page: before.page });
      before.close();
    }
    const isPolite = this.ways.listens || (this.ways.me === "customer" && !name.startsWith("watcher-"));
    const peer = new Peer({
      name,
      page,
      isPolite,
      servers: this.ways.servers,
      stream: this.stream,
      send: (fields) => this.signals.send(fields),
      show: (one, stream) => this.peers.get(name) === one && this.stage.far(name, stream),
      changed: () => this.tellState(),
    });
    this.peers.set(name, peer);
    return peer;
  }

  drop(name) {
    this.peers.get(name)?.close();
    this.peers.delete(name);
    this.stage.gone(name);
    this.tellState();
  }

  /** Let go of supervisors who are not shown on this page any more. */
  look() {
    for (const name of [...this.peers.keys()]) if (name.startsWith("watcher-") && !this.sees(name)) this.drop(name);
  }

  tellState() {
    if (this.isStopped) return;
    const isConnected = this.others.some((name) => this.peers.get(name)?.isConnected);
    if (isConnected) {
      clearTimeout(this.losing);
      this.losing = null;
      this.wasConnected = true;
      return this.stage.words(this.trouble);
    }
    this.stage.words(this.wasConnected ? "interrupted" : this.trouble || "connecting");
    if (this.wasConnected && !this.ways.listens) this.losing ??= setTimeout(() => this.signals.lost(), LOST_MS);
    return undefined;
  }

  stop({ silently = false } = {}) {
    if (this.isStopped) return;
    this.isStopped = true;
    clearInterval(this.greeting);
    clearTimeout(this.losing);
    if (!silently) this.signals.bye("left");
    this.signals.close();
    for (const name of [...this.peers.keys()]) this.drop(name);
    closeMedia(this.stream);
    this.stage.own(null);
  }
}
