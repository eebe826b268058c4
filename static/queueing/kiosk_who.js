// The keypad types into the field. A reader that types does so by itself and presses enter.

const DIGITS = 15;
const form = document.querySelector("[data-who]");
const field = form.elements.namedItem("number");

form.addEventListener("click", ({ target }) => {
  const key = target.closest("[data-digit], [data-erase]");
  if (!key) return;
  field.value = key.dataset.digit === undefined ? field.value.slice(0, -1) : (field.value + key.dataset.digit).slice(0, DIGITS);
});
document.querySelector("[data-refusal]").addEventListener("close", () => {
  field.value = "";
  field.focus();
});
