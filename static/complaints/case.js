// A complaint's page: its buttons open the dialogs of its acts.

import { openIn } from "./dialogs.js";

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-does]");
  if (button) openIn(document.querySelector(`[data-dialog-of="${CSS.escape(button.dataset.does)}"]`));
});
