// The tab carries the count that matters, so it is seen from another window.

const base = document.title;
let shown = null;

export function startTitle() {
  document.addEventListener("lobby:panel", show);
  show();
}

function show() {
  const source = document.querySelector("[data-title-count]");
  if (!source) return;
  const count = Number(source.getAttribute("value")) || 0;
  if (count === shown) return;
  shown = count;
  document.title = count ? `(${count}) ${base}` : base;
  const icon = document.querySelector('link[rel="icon"]');
  icon.dataset.plain ??= icon.href;
  icon.href = count ? draw(count) : icon.dataset.plain;
}

function draw(count) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#0b5a59";
  pen.beginPath();
  pen.roundRect(0, 0, 64, 64, 16);
  pen.fill();
  pen.fillStyle = "#ffffff";
  pen.font = `600 ${count > 99 ? 28 : 40}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(count > 99 ? "99+" : String(count), 32, 35);
  return canvas.toDataURL("image/png");
}
