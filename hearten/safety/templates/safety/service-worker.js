// Keeps the help page within reach without a network, as a visitor sees it. It keeps no other page: nothing on this
// device says who reads what.
const [HELP, OFFLINE] = {{ kept[:2]|tojson }};
const KEPT = {{ kept|tojson }};
const CACHE = "help-now-{{ mark }}";
// A network that answers this slowly counts as none: the copy is here.
const PATIENCE = 4000;

add({
  caches: [CACHE],
  install: keep,
  answer(event, url) {
    if (event.request.mode === "navigate") return url.pathname === HELP ? help(event) : undefined;
    if (KEPT.includes(url.pathname)) return kept(url.pathname).then((copy) => copy ?? fetch(event.request));
  },
  offline: () => kept(OFFLINE),
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
