// Rows of pieces that are added and taken away; the first one always stays.

document.addEventListener("click", ({ target }) => {
  const form = target.closest("form");
  const rows = form?.querySelector("[data-rows]");
  if (!rows) return;
  if (target.closest("[data-adds-row]")) {
    rows.append(form.querySelector("template[data-row]").content.cloneNode(true));
    rows.lastElementChild.querySelector("[name=serial_no]")?.focus();
  }
  if (target.closest("[data-removes-row]") && rows.children.length > 1) target.closest("[data-one-row]").remove();
});

// One act is open at a time; its first field is where the hand goes.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !target.matches(".more-act")) return;
    for (const other of document.querySelectorAll(".more-act[open]")) if (other !== target) other.open = false;
    (target.querySelector("[data-first]") ?? target.querySelector("select, .chip > input"))?.focus();
  },
  { capture: true },
);
