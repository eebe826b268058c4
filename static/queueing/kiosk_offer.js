// The kiosk's one question stands only while the machine can do what is wanted; when it can again, it is asked again.

const form = document.querySelector("[data-machine]");
const { machine, wanted } = form.dataset;

function look() {
  const able = document.querySelector(`[data-able="${CSS.escape(wanted)}"]`)?.value.split(" ") ?? [];
  form.toggleAttribute("data-gone", !able.includes(machine));
}

document.addEventListener("lobby:panel", ({ detail }) => detail.name === "kiosk-machines" && look());
look();
