// One's own pages without a network: an empty page stands in for them, and fills itself from what lies sealed on this device,
// where its person turned that on. The page is everybody's; it says nothing of who was here.
const KEPT = {{ kept|tojson }};
const SHELL = KEPT[0];
const STANDS_FOR = {{ stands_for|tojson }};
const CACHE = "kept-pages-{{ mark }}";

add({
  caches: [CACHE],
  install: keep,
  answer(event, url) {
    if (event.request.mode !== "navigate" && url.pathname !== SHELL && KEPT.includes(url.pathname))
      return kept(url.pathname).then((copy) => copy ?? fetch(event.request));
  },
  async offline(request, url) {
    if (STANDS_FOR.includes(url.pathname) || url.pathname === SHELL) return kept(SHELL);
  },
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
