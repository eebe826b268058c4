// The customer's page works without this: it shows the print button, and sends a photo at the size that is kept anyway.

const LONGEST_SIDE = 1920;
const SMALL_BYTES = 1_500_000;

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const form of document.querySelectorAll("[data-picture]")) form.addEventListener("change", () => shrink(form.elements.file));

async function shrink(input) {
  const [file] = input.files;
  if (!file?.type.startsWith("image/") || file.size < SMALL_BYTES) return;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.round(picture.width * scale),
      height: Math.round(picture.height * scale),
    });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
    const files = new DataTransfer();
    files.items.add(new File([small], file.name, { type: "image/jpeg" }));
    input.files = files.files;
  } catch {
    // It is sent as it is.
  }
}
