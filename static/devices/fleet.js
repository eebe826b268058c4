// The list of devices: filters stand in the address and hide rows, before and after each push. What a large fleet holds
// beyond the list is with the server, which is asked for it; the choice keeps its focus over that.

const form = document.querySelector("[data-filters]");
const names = ["mark", "kind", "zone"];

function apply() {
  const wanted = names.map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
  const rows = [...document.querySelectorAll(".fleet-row")];
  for (const row of rows) row.hidden = wanted.some(([name, value]) => row.dataset[name] !== value);
  const none = document.querySelector("[data-none]");
  if (none) none.hidden = rows.some((row) => !row.hidden);
}

function remember({ target }) {
  const query = new URLSearchParams(names.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
  const address = `${location.pathname}${query.size ? `?${query}` : ""}`;
  if (document.querySelector("[data-folded]")) return location.assign(`${address}#${target.id}`);
  history.replaceState(null, "", address);
  return apply();
}

for (const [name, value] of new URLSearchParams(location.search)) {
  if (names.includes(name)) form.elements[name].value = value;
}
form.addEventListener("change", remember);
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("lobby:panel", apply);
apply();
