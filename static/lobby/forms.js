// Forms marked data-post are sent without leaving the page. Without scripts they post as any form does.

import { newKey, post } from "./requests.js";
import { arrive, forgive, toast } from "./toast.js";

const sending = new WeakSet();
// A key lives until the server has answered, so pressing again after a lost network repeats the same act.
const keys = new WeakMap();

export function startForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-post]")) return;
    event.preventDefault();
    if (!sending.has(form)) send(form, event.submitter);
  });
}

async function send(form, submitter) {
  sending.add(form);
  submitter?.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const pending = keys.get(form);
  const key = pending?.body === body.toString() ? pending.key : newKey();
  keys.set(form, { key, body: body.toString() });
  const answer = await post(submitter?.getAttribute("formaction") || form.action, body, key);
  if (answer.status !== 0) keys.delete(form);
  sending.delete(form);
  submitter?.removeAttribute("aria-busy");
  (answer.ok ? accept : refuse)(form, answer);
}

function accept(form, { data, html }) {
  showErrors(form, {});
  forgive();
  if (data.redirect) return follow(data);
  const target = form.dataset.fill && document.querySelector(form.dataset.fill);
  if (target && html) target.innerHTML = html;
  if (form.dataset.post !== "keep") {
    form.reset();
    form.closest("dialog")?.close();
  }
  if (data.message) toast(data.message, { undo: data.undo });
  form.dispatchEvent(new CustomEvent("lobby:done", { bubbles: true, detail: data }));
}

// A browser reads nothing anew when only the part behind the # differs.
function follow({ redirect, message, undo }) {
  const next = new URL(redirect, location.href);
  const isHere = next.hash && next.pathname === location.pathname && next.search === location.search;
  arrive(message, { undo });
  location.assign(next);
  if (isHere) location.reload();
}

function refuse(form, { data, status }) {
  showErrors(form, data.fields ?? {});
  toast(data.detail, { kind: "refusal" });
  form.dispatchEvent(new CustomEvent("lobby:refused", { bubbles: true, detail: { ...data, status } }));
}

function showErrors(form, fields) {
  for (const note of form.querySelectorAll("[data-error-of]")) note.remove();
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  for (const [name, errors] of Object.entries(fields)) showError(form, name, errors.join(" "));
  form.querySelector("[aria-invalid]")?.focus();
}

function showError(form, name, words) {
  const input = form.elements.namedItem(name);
  if (!(input instanceof HTMLElement)) return;
  const note = document.createElement("p");
  note.className = "field-error";
  note.dataset.errorOf = name;
  note.id = `error-${newKey()}`;
  note.textContent = words;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", note.id);
  input.after(note);
}
