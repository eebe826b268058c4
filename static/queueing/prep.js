// TL-1: one key opens the prepared counter; counting shows the new figure at once.

document.addEventListener("keydown", (event) => {
  const form = document.querySelector("[data-prep-open]");
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const modified = event.ctrlKey || event.altKey || event.metaKey;
  if (!form?.querySelector("kbd") || typing || modified || event.key.toLowerCase() !== "o") return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("lobby:done", (event) => {
  if (event.target.matches("[data-reloads]")) location.reload();
});
