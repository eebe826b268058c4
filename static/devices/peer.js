// One connection to one other page. Both sides may offer at any time: when offers meet, the polite side gives way.

const WAIT_BEFORE_RESTART_MS = 3_000;

export class Peer {
  /** `send` posts a signal to that page, `show` gets its stream, `changed` is told every state of the connection. */
  constructor({ name, page, isPolite, servers, stream, send, show, changed }) {
    Object.assign(this, { name, page, isPolite, send, changed });
    this.early = [];
    this.connection = new RTCPeerConnection({ iceServers: servers });
    const { connection } = this;
    connection.addEventListener("negotiationneeded", () => this.offer());
    connection.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && this.tellCandidate(candidate));
    connection.addEventListener("track", ({ streams, track }) => show(this, streams[0] ?? new MediaStream([track])));
    connection.addEventListener("connectionstatechange", () => this.follow());
    for (const track of stream?.getTracks() ?? []) connection.addTrack(track, stream);
  }

  get isConnected() {
    return this.connection.connectionState === "connected";
  }

  tell(fields) {
    if (!this.isClosed) this.send({ to: this.name, for_page: this.page, ...fields });
  }

  tellCandidate({ candidate, sdpMid, sdpMLineIndex }) {
    this.tell({ kind: "candidate", candidate, mid: sdpMid ?? "", line: sdpMLineIndex ?? 0 });
  }

  tellDescription() {
    const { type, sdp } = this.connection.localDescription;
    this.tell({ kind: type, sdp });
  }

  async offer() {
    this.isOffering = true;
    try {
      await this.connection.setLocalDescription();
      this.tellDescription();
    } catch (error) {
      this.grumble(error);
    }
    this.isOffering = false;
  }

  /** Take an offer, an answer or a candidate of that page, one after the other. */
  hear(message) {
    this.hearing = (this.hearing ?? Promise.resolve())
      .then(() => !this.isClosed && (message.kind === "candidate" ? this.add(message) : this.describe(message)))
      .catch((error) => this.grumble(error));
  }

  async describe({ kind, sdp }) {
    const { connection } = this;
    const meets = kind === "offer" && (this.isOffering || connection.signalingState !== "stable");
    this.isIgnoring = meets && !this.isPolite;
    // An answer to an offer that was taken back in the meantime is of no use either.
    if (this.isIgnoring || (kind === "answer" && connection.signalingState !== "have-local-offer")) return;
    await connection.setRemoteDescription({ type: kind, sdp });
    for (const early of this.early.splice(0)) await this.add(early);
    if (kind === "offer") {
      await connection.setLocalDescription();
      this.tellDescription();
    }
  }

  async add(message) {
    if (!this.connection.remoteDescription) return this.early.push(message);
    const { candidate, mid, line } = message;
    try {
      await this.connection.addIceCandidate({ candidate, sdpMid: mid || null, sdpMLineIndex: line });
    } catch {
      // It belongs to a description that has not come yet, or to an offer that gave way.
      if (!this.isIgnoring) this.early.push(message);
    }
    return undefined;
  }

  follow() {
    const state = this.connection.connectionState;
    clearTimeout(this.restarting);
    if (state === "failed") this.connection.restartIce();
    if (state === "disconnected") {
      this.restarting = setTimeout(() => this.connection.restartIce(), WAIT_BEFORE_RESTART_MS);
    }
    this.changed(this);
  }

  grumble(error) {
    if (!this.isClosed) console.info(`video: ${error.message}`);
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.restarting);
    this.connection.close();
  }
}
