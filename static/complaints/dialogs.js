// Opening the dialog of an act: whatever form its owner gave it, a dialog or a part that unfolds.

/** Open what is inside `place`; returns whether there was anything. */
export function openIn(place) {
  const dialog = place?.querySelector("dialog");
  if (dialog) {
    if (!dialog.open) dialog.showModal();
    dialog.dispatchEvent(new CustomEvent("lobby:opened", { bubbles: true, detail: { opener: null } }));
    return true;
  }
  const part = place?.querySelector("details, form");
  if (!part) return false;
  if (part instanceof HTMLDetailsElement) part.open = true;
  part.scrollIntoView({ block: "nearest" });
  part.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  return true;
}
