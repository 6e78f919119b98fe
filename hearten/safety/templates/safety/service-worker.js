// Keeps the help page within reach without a network, as a visitor sees it. It keeps no other page: nothing on this
// device says who reads what.
const [HELP, OFFLINE] = {{ kept[:2]|tojson }};
const KEPT = {{ kept|tojson }};
const CACHE = "help-now-{{ mark }}";
// A network that answers this slowly counts as none: the copy is here.
const PATIENCE = 4000;

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(url.pathname === HELP ? help(event) : page(event.request));
  else if (KEPT.includes(url.pathname)) event.respondWith(kept(url.pathname).then((copy) => copy ?? fetch(event.request)));
});

// As a visitor: without cookies, so that no copy is anybody's.
async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all(KEPT.map(async (path) => {
    const answer = await fetch(path, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    await cache.put(path, answer);
  }));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function kept(path) {
  return (await caches.open(CACHE)).match(path);
}

async function help(event) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fetch(event.request).catch(() => undefined), late]);
  if (answer === undefined || answer.status >= 500) return (await kept(HELP)) ?? answer ?? Response.error();
  event.waitUntil(keep().catch(() => undefined)); // lines change: the copy follows each visit
  return answer;
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(OFFLINE)) ?? Response.error();
  }
}
