// Lists of follow-up are drawn by the server: what a form marked data-renews changed is read anew.

document.addEventListener("lobby:done", ({ target }) => {
  if (target.matches("[data-renews]")) location.reload();
});
