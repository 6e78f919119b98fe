// Works on this device while no page is open. Each part below is a slice's own (kernel/service_worker.py says its shape).
"use strict"; // so that a function of one part is that part's alone
const parts = [];
const add = (part) => parts.push(part);

self.addEventListener("install", (event) => event.waitUntil(each("install").then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  for (const part of parts) {
    const answer = part.answer?.(event, url);
    if (answer) return event.respondWith(answer);
  }
  if (event.request.mode === "navigate") event.respondWith(page(event.request, url));
});

self.addEventListener("message", (event) => parts.forEach((part) => part.heard?.(event)));
self.addEventListener("push", (event) => event.waitUntil(each("push", event)));
self.addEventListener("notificationclick", (event) => event.waitUntil(each("pressed", event)));

function each(what, ...values) {
  return Promise.all(parts.map((part) => part[what]?.(...values)));
}

async function forgetOthers() {
  const kept = parts.flatMap((part) => part.caches ?? []);
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !kept.includes(name)).map((name) => caches.delete(name)));
}

async function page(request, url) {
  try {
    return await fetch(request);
  } catch {
    for (const part of [...parts].reverse()) {
      const kept = await part.offline?.(request, url);
      if (kept) return kept;
    }
    return Response.error();
  }
}

{% for piece in pieces %}
{
{{ piece }}
}
{% endfor %}
