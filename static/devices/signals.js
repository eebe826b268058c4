// Signals between the pages of one video session: posted one after the other, heard as whispers. Nothing is kept.

import { csrfToken, newKey, post } from "../lobby/requests.js";

export class Signals {
  /** `root` is the address of all sessions, `session` the number of this one. Every load of a page has a new `page`. */
  constructor(root, session, hear) {
    this.address = `${root}${session}/`;
    this.session = Number(session);
    this.page = newKey();
    this.last = Promise.resolve();
    this.hearing = ({ detail }) => this.isForUs(detail) && hear(detail);
    document.addEventListener("lobby:whisper", this.hearing);
  }

  isForUs(message) {
    return message.vtm === this.session && message.page !== this.page && ["", this.page].includes(message.for_page);
  }

  /** Who we are here, whether a camera is wanted, which servers help: {me, camera, listens, servers}, null for a refusal. */
  async ways() {
    try {
      const response = await fetch(`${this.address}ways/`, { headers: { Accept: "application/json" } });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  /** Send in order: a candidate that overtakes its description would be lost. */
  send(fields) {
    const body = new URLSearchParams({ page: this.page, ...fields });
    this.last = this.last.then(() => this.isClosed || post(`${this.address}signal/`, body));
    return this.last;
  }

  /** Say goodbye even while the page is being closed. */
  bye(reason, to = {}) {
    const body = new URLSearchParams({ kind: "bye", page: this.page, reason, ...to });
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
    fetch(`${this.address}signal/`, { method: "POST", body, headers, keepalive: true }).catch(() => {});
  }

  lost() {
    return post(`${this.address}lost/`);
  }

  close() {
    this.isClosed = true;
    document.removeEventListener("lobby:whisper", this.hearing);
  }
}
