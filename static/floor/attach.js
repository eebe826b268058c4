// Pictures of a form (templates/floor/_attach.html): each is sent as soon as it is taken, so that the form itself stays
// small, and the form names them by id. Works for forms that are loaded into a dialog later, too.

import { csrfToken, post } from "../lobby/requests.js";
import { text } from "../lobby/text.js";
import { toast } from "../lobby/toast.js";

const PATIENCE_MS = 120_000;
const LONGEST_SIDE = 1920;
const SMALL_BYTES = 1_500_000;

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-attach-input]")) take(target);
});
document.addEventListener("click", ({ target }) => {
  const row = target.closest("[data-attach-item]");
  if (target.closest("[data-attach-again]")) send(row);
  if (target.closest("[data-attach-remove]")) remove(row);
});
document.addEventListener("reset", ({ target }) => {
  for (const row of target.querySelectorAll("[data-attach-item]")) row.remove();
});
document.addEventListener("submit", holdBack, { capture: true });

// A form waits for its pictures, else they would be missing without a word.
function holdBack(event) {
  if (!event.target.querySelector('[data-attach-item][data-state="sending"]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  toast(text("attach-wait"), { kind: "refusal" });
}

function take(input) {
  const box = input.closest("[data-attach]");
  const room = Number(box.dataset.attachMost) - box.querySelectorAll("[data-attach-item]").length;
  const files = [...input.files];
  if (files.length > room) toast(text("attach-full", { n: box.dataset.attachMost }), { kind: "refusal" });
  for (const file of files.slice(0, Math.max(0, room))) send(add(box, file));
  input.value = "";
}

function add(box, file) {
  const row = box.querySelector("template").content.firstElementChild.cloneNode(true);
  row.file = file;
  row.querySelector("[data-attach-name]").textContent = file.name;
  box.querySelector("[data-attach-list]").append(row);
  return row;
}

async function send(row) {
  show(row, "sending", text("attach-sending"));
  const answer = await upload(row, await smaller(row.file));
  if (!row.isConnected) return answer.ok && forget(answer.data.id);
  if (!answer.ok) return show(row, answer.status >= 400 && answer.status < 500 ? "refused" : "failed", answer.data.detail);
  show(row, "kept", text("attach-kept"));
  keep(row, answer.data);
}

function keep(row, kept) {
  row.dataset.attachId = kept.id;
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name: row.closest("[data-attach]").dataset.attachInto, value: kept.id });
  row.append(input);
  if (kept.media_type !== "image/jpeg") return;
  const image = Object.assign(new Image(), { src: kept.url, alt: kept.name, className: "attach-picture" });
  row.querySelector("[data-attach-picture]").replaceChildren(image);
}

function remove(row) {
  row.request?.abort();
  if (row.dataset.attachId) forget(row.dataset.attachId);
  row.remove();
}

const forget = (id) => post(`/attachments/${id}/remove/`);

function show(row, state, words) {
  row.dataset.state = state;
  row.querySelector("[data-attach-note]").textContent = words;
  row.querySelector("[data-attach-again]").hidden = state !== "failed";
  row.querySelector("progress").hidden = state !== "sending";
}

// fetch tells nothing of how far an upload is.
function upload(row, file) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const lost = () => resolve({ ok: false, status: 0, data: { detail: text("no-answer") } });
    row.request = request;
    request.open("POST", row.closest("[data-attach]").dataset.attach);
    request.timeout = PATIENCE_MS;
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.onprogress = ({ loaded, total }) => Object.assign(row.querySelector("progress"), { value: loaded, max: total });
    request.onload = () => resolve(read(request));
    request.onerror = request.ontimeout = request.onabort = lost;
    const body = new FormData();
    body.append("file", file, row.file.name);
    request.send(body);
  });
}

function read(request) {
  const ok = request.status === 201;
  try {
    return { ok, status: request.status, data: JSON.parse(request.responseText) };
  } catch {
    return { ok: false, status: request.status, data: { detail: text("failed") } };
  }
}

/** A photo at the size that is kept anyway, so that a slow network carries less; other files as they are. */
async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size < SMALL_BYTES) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.round(picture.width * scale),
      height: Math.round(picture.height * scale),
    });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return (await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9))) ?? file;
  } catch {
    return file;
  }
}
