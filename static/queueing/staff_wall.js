// The wall for staff: keeps the display on, hides the cursor, loads itself again when it is set up anew.

import { reloadWhenIdle } from "../live/reload.js";
import { keepAwake } from "../live/wake.js";

const CURSOR_MS = 3_000;
let hiding = 0;

addEventListener("pointermove", () => {
  document.body.classList.add("is-moving");
  clearTimeout(hiding);
  hiding = setTimeout(() => document.body.classList.remove("is-moving"), CURSOR_MS);
});
document.addEventListener("lobby:event", ({ detail }) => detail.type === "wall.set_up" && reloadWhenIdle());
keepAwake();
