// What was half typed survives the lock. It may name customers, so it is kept sealed: the key comes with pages of an open
// session alone, never with the lock page, and what another session finds it can only throw away.

const STORE = "lobby.drafts";
const NEVER = new Set(["password", "hidden", "file", "submit", "button", "reset", "image"]);

/** What was typed on this page and not sent, as plain values. */
export function typedHere() {
  const fields = [];
  for (const [number, form] of [...document.forms].entries()) {
    for (const [place, input] of [...form.elements].entries()) {
      if (!input.name || NEVER.has(input.type) || !isTyped(input)) continue;
      fields.push({ number, action: form.getAttribute("action"), place, name: input.name, value: input.value, checked: input.checked });
    }
  }
  return fields;
}

function isTyped(input) {
  if (["checkbox", "radio"].includes(input.type)) return input.checked !== input.defaultChecked;
  if (input.options) return [...input.options].some((one) => one.selected !== one.defaultSelected);
  return "defaultValue" in input && input.value !== input.defaultValue;
}

/** Seal and keep it for this tab. Without a safe way to seal (plain http) nothing is kept. */
export async function keep(fields, key) {
  if (!fields.length || !key || !globalThis.crypto?.subtle) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify({ path: location.pathname, fields }));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await imported(key), plain));
  try {
    sessionStorage.setItem(STORE, JSON.stringify([[...iv], [...sealed]]));
  } catch {
    // Too much for the store: the person types it again.
  }
}

/** Put it back where it was typed, once. */
export async function giveBack(key) {
  const kept = take();
  if (!kept || !key || !globalThis.crypto?.subtle) return;
  const [iv, sealed] = kept.map((bytes) => new Uint8Array(bytes));
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await imported(key), sealed);
    const { path, fields } = JSON.parse(new TextDecoder().decode(plain));
    if (path === location.pathname) fields.forEach(fill);
  } catch {
    // Sealed by another session.
  }
}

/** What was kept has reached the server since. */
export const forget = take;

function take() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE));
    sessionStorage.removeItem(STORE);
    return kept;
  } catch {
    return null;
  }
}

function fill({ number, action, place, name, value, checked }) {
  const form = document.forms[number];
  const input = form?.getAttribute("action") === action ? form.elements[place] : null;
  if (input?.name !== name) return;
  if (["checkbox", "radio"].includes(input.type)) input.checked = checked;
  else input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function imported(key) {
  const bytes = Uint8Array.from(key.match(/../g), (pair) => parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}
