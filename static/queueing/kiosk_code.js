// The keypad types into the field; six digits are enough to send. A scanner types by itself and presses enter.

const DIGITS = 6;
const form = document.querySelector("[data-code]");
const field = form.elements.namedItem("code");

form.addEventListener("click", ({ target }) => {
  const key = target.closest("[data-digit], [data-erase]");
  if (!key) return;
  field.value = key.dataset.digit === undefined ? field.value.slice(0, -1) : (field.value + key.dataset.digit).slice(0, DIGITS);
  if (key.dataset.digit !== undefined && /^\d{6}$/.test(field.value)) form.requestSubmit();
});
document.querySelector("[data-refusal]").addEventListener("close", () => {
  field.value = "";
  field.focus();
});
