// Posting to the server: CSRF token, a key that makes a repeat harmless, and one shape for every answer.

import { text } from "./text.js";

const PATIENCE_MS = 12_000;

export const csrfToken = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** A random key of 128 bits; `crypto.randomUUID` is missing on plain-http addresses. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Post a form body and return {ok, status, data, html}. It never throws: a lost network is status 0 with a text that
 * says so. `data` is the JSON answer ({message, undo, redirect} or {code, detail, fields}).
 */
export async function post(address, body = new URLSearchParams(), key = newKey()) {
  try {
    const response = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken(), "Idempotency-Key": key },
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return await read(response);
  } catch {
    return { ok: false, status: 0, data: { detail: text("no-answer") }, html: "" };
  }
}

async function read(response) {
  const { ok, status } = response;
  if (response.redirected) return { ok, status, data: { redirect: response.url }, html: "" };
  if (status === 204) return { ok, status, data: {}, html: "" };
  if ((response.headers.get("Content-Type") ?? "").includes("json")) {
    const data = await response.json();
    if (data.code === "locked") document.dispatchEvent(new CustomEvent("lobby:locked"));
    return { ok, status, data, html: "" };
  }
  const html = await response.text();
  return { ok, status, data: ok ? {} : { detail: text("failed") }, html };
}
