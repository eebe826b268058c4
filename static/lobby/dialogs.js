// Dialogs, bottom sheets and menus on the browser's own elements.

export function startDialogs() {
  document.addEventListener("click", ({ target }) => {
    const opener = target.closest("[data-opens]");
    if (opener) {
      closeMenus(null);
      return open(opener);
    }
    if (target.closest("[data-closes]")) return target.closest("dialog")?.close();
    closeMenus(target);
  });
  document.addEventListener("pointerdown", ({ target, clientX, clientY }) => {
    if (target instanceof HTMLDialogElement && outside(target, clientX, clientY)) target.close();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") closeMenus(null);
  });
}

function open(opener) {
  const dialog = document.getElementById(opener.dataset.opens);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent("lobby:opened", { bubbles: true, detail: { opener } }));
}

function outside(dialog, x, y) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

function closeMenus(target) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!target || !menu.contains(target)) menu.open = false;
  }
}
