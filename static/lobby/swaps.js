// htmx carries the same headers as our own posts, and its refusals are shown in the same place.

import { csrfToken, newKey } from "./requests.js";
import { text } from "./text.js";
import { toast } from "./toast.js";

export function startSwaps() {
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb === "get") return;
    detail.headers["X-CSRFToken"] = csrfToken();
    detail.headers["Idempotency-Key"] = newKey();
  });
  document.addEventListener("htmx:sendError", () => toast(text("no-answer"), { kind: "refusal" }));
  document.addEventListener("htmx:timeout", () => toast(text("no-answer"), { kind: "refusal" }));
  document.addEventListener("htmx:responseError", ({ detail }) => {
    toast(refusalIn(detail.xhr) || text("failed"), { kind: "refusal" });
  });
}

function refusalIn(xhr) {
  try {
    return JSON.parse(xhr.responseText).detail;
  } catch {
    return "";
  }
}
