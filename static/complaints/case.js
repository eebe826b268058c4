// A complaint's page: its buttons open the dialogs of its acts.

import { openDialog } from "./dialogs.js";

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-does]");
  if (button) openDialog(location.pathname, button.dataset.does);
});
