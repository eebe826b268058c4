// A run: each answer comes back as its row (forms.js); here the progress follows, and the focus stays at the row.

const sheet = document.querySelector("[data-check-sheet]");
const show = (name, value) => {
  const element = document.querySelector(`[data-check-${name}]`);
  if (element) element.textContent = value;
};

function count() {
  const rows = [...sheet.querySelectorAll("[data-check-value]")].map((row) => row.dataset.checkValue);
  const answered = rows.filter(Boolean).length;
  show("count", answered);
  show("issues", rows.filter((value) => value === "issue").length);
  const progress = document.querySelector("[data-check-progress]");
  if (progress) progress.value = answered;
}

function keepFocus([{ target }]) {
  if (document.activeElement !== document.body) return;
  const item = target.closest?.(".check-item");
  const pressed = item?.querySelector('[aria-pressed="true"]');
  (pressed ?? item)?.focus({ preventScroll: true });
}

if (sheet) {
  new MutationObserver((changes) => {
    count();
    keepFocus(changes);
  }).observe(sheet, { childList: true, subtree: true });
}
