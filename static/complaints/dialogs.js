// The dialog of an act on a complaint is read when it is asked for: it is never older than the moment it opens.

import { toast } from "../lobby/toast.js";
import { text } from "../lobby/text.js";

const PATIENCE_MS = 12_000;

/** Read the dialog of `verb` of the complaint at `address` into the page and open it; a refusal is said. */
export async function openDialog(address, verb) {
  const place = document.querySelector("[data-case-dialogs]");
  try {
    const response = await fetch(`${address}do/${verb}/`, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.redirected) return location.assign(response.url);
    if (!response.ok) return toast((await response.json()).detail, { kind: "refusal" });
    place.innerHTML = await response.text();
  } catch {
    return toast(text("no-answer"), { kind: "refusal" });
  }
  const dialog = place.querySelector("dialog");
  dialog?.showModal();
  dialog?.querySelector("select, textarea, input:not([type=hidden])")?.focus();
}
