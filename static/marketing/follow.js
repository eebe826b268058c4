// Lists of follow-up are drawn by the server: what a form marked data-renews changed is read anew.

import { arrive } from "../lobby/toast.js";

document.addEventListener("lobby:done", ({ target, detail }) => {
  if (!target.matches("[data-renews]")) return;
  // What can be taken back stands on the list itself.
  if (!detail.undo) arrive(detail.message);
  location.reload();
});
