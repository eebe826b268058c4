// The lock page leaves when another tab of this browser was unlocked: a page of staff was touched there.

addEventListener("storage", ({ key }) => {
  const password = document.getElementById("id_password");
  if (key === "lobby.acted" && !password?.value) location.reload();
});
