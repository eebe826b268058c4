// The library's pages: results while typing, and the copy that the tablet keeps for when there is no network.

const PAUSE_MS = 250;
const shelf = document.querySelector("[data-library-worker]");
const form = document.querySelector("[data-shelf-search]");
let timer = 0;
let asked = 0;

if (form) {
  form.elements.q.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  });
}
if (shelf) keep(shelf.dataset);

// Only the newest question's answer is shown. Without an answer the form still works by its button.
async function search() {
  const mine = ++asked;
  const address = `?${new URLSearchParams(new FormData(form))}`;
  try {
    const response = await fetch(address, { credentials: "same-origin" });
    if (!response.ok || response.redirected || mine !== asked) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.querySelector("[data-shelf-results]");
    if (!found) return;
    document.querySelector("[data-shelf-results]").replaceWith(found);
    history.replaceState(null, "", address);
  } catch {
    // The network is away: what is shown stays.
  }
}

async function keep({ libraryWorker, libraryKept, libraryScope }) {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(libraryWorker, { scope: libraryScope });
    const { active } = await navigator.serviceWorker.ready;
    const files = [...document.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]')];
    active.postMessage({ keep: libraryKept, scope: libraryScope, files: files.map((one) => one.href || one.src) });
  } catch {
    // Not allowed here, such as on a plain-http address: the library works, only without a copy.
  }
}
