// The copy that a tablet keeps: when it was saved, no card that ended since, and a search of its own.

const note = document.querySelector("[data-kept-note]");
const saved = document.documentElement.dataset.savedAt;

if (saved) {
  const words = note.querySelector("[data-kept-saved]");
  const language = document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: words.dataset.zone });
  words.textContent = words.textContent.replace("{time}", format.format(new Date(saved)));
  words.hidden = false;
  note.querySelector("[data-kept-plain]").hidden = true;
}

const cards = [...document.querySelectorAll("[data-ends]")];
const field = document.querySelector("[data-kept-q]");

function show() {
  const words = field.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const now = Date.now();
  for (const card of cards) {
    const fits = words.every((word) => card.dataset.finds.includes(word));
    card.hidden = !fits || new Date(card.dataset.ends).getTime() <= now;
  }
  document.querySelector("[data-kept-none]").hidden = cards.some((card) => !card.hidden);
}

field.addEventListener("input", show);
field.form.addEventListener("submit", (event) => event.preventDefault());
setInterval(show, 30_000);
show();
