// The keypad types into the field; a scanner types by itself and presses enter.

const LONGEST = 12;
const form = document.querySelector("[data-number]");
const field = form.elements.namedItem("number");

form.addEventListener("click", ({ target }) => {
  const key = target.closest("[data-types], [data-erase]");
  if (!key) return;
  field.value = key.dataset.types === undefined ? field.value.slice(0, -1) : (field.value + key.dataset.types).slice(0, LONGEST);
});
document.querySelector("[data-refusal]").addEventListener("close", () => {
  field.value = "";
  field.focus();
});
