// Keeps one page of the library on the tablet, the cards for emergencies and faults, and shows it while there is no
// network. It keeps nothing that names a person, and forgets its copy when the server says that nobody may read it here.

const STORE = "lobby-library-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, address));
  else if (address.pathname.startsWith("/static/")) event.respondWith(file(request));
});

async function keep({ keep: address, files }) {
  const store = await caches.open(STORE);
  const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (response === null || response.status >= 500) return;
  if (!response.ok || response.redirected) {
    await store.delete(address);
    return;
  }
  const html = (await response.text()).replace("<html ", `<html data-saved-at="${new Date().toISOString()}" `);
  await store.put(address, new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
  const wanted = new Set(files);
  for (const [, path] of html.matchAll(/(?:href|src)="([^"]*\/static\/[^"]+|\/static\/[^"]+)"/g)) wanted.add(new URL(path, self.location).href);
  await Promise.all([...wanted].map((one) => remember(store, one)));
}

// Modules name the modules they need: all of them must be there.
async function remember(store, address, seen = new Set()) {
  if (seen.has(address)) return;
  seen.add(address);
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return;
  await store.put(address, response.clone());
  if (!address.split("?")[0].endsWith(".js")) return;
  const code = await response.text();
  for (const [, path] of code.matchAll(/from\s*"(\.[^"]+)"/g)) await remember(store, new URL(path, address).href, seen);
}

async function page(request, { pathname }) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(`/library/${pathname.split("/")[2]}/kept/`, { cacheName: STORE });
    if (!kept) throw error;
    return kept;
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { cacheName: STORE, ignoreVary: true });
    if (!kept) throw error;
    return kept;
  }
}
