// A form: the field to sign in, large keys at a kiosk, the print button. Everything else works without scripts.

const text = (name) => document.querySelector("[data-texts]")?.dataset[name] ?? "";
const INK_WIDTH = 5;

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const keypad of document.querySelectorAll("[data-keypad]")) startKeypad(keypad);
for (const form of document.querySelectorAll("[data-signing]")) startSigning(form);
document.querySelector("[aria-invalid]")?.focus();

function startKeypad(keypad) {
  const input = document.getElementById(keypad.dataset.keypad);
  keypad.hidden = false;
  keypad.addEventListener("click", ({ target }) => {
    const key = target.closest("button");
    if (!key) return;
    if (key.dataset.types) input.value += key.dataset.types;
    else input.value = input.value.slice(0, -1);
    input.focus();
  });
}

function startSigning(form) {
  const canvas = form.querySelector("[data-canvas]");
  const pen = canvas.getContext("2d");
  const button = form.querySelector("[data-sign]");
  form.hidden = false;
  Object.assign(pen, { lineWidth: INK_WIDTH, lineCap: "round", lineJoin: "round", strokeStyle: "#10202e" });

  const at = ({ offsetX, offsetY }) => [
    (offsetX * canvas.width) / canvas.clientWidth,
    (offsetY * canvas.height) / canvas.clientHeight,
  ];
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) pen.lineTo(...at(each));
    pen.lineTo(...at(event));
    pen.stroke();
    button.disabled = false;
  });
  form.querySelector("[data-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    button.disabled = true;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, canvas, button);
  });
}

async function send(form, canvas, button) {
  const said = form.querySelector("[data-said]");
  said.textContent = "";
  button.disabled = true;
  try {
    const drawing = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const body = new FormData(form);
    body.set("image", drawing, "signature.png");
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const answer = await response.json();
    if (response.ok) return location.assign(answer.redirect);
    said.textContent = answer.detail ?? text("failed");
  } catch {
    said.textContent = text("failed");
  }
  button.disabled = false;
}
