// Shows the one neutral sentence when a push comes, and leads to what is new. What was pushed holds nothing but the sentence.
const TEXT = {{ text|tojson }};
const NEWS = {{ news|tojson }};
const TAG = "news";

add({
  // The same tag: a newer one takes the older one's place, and is heard all the same.
  push: (event) => self.registration.showNotification(sentence(event.data), { tag: TAG, renotify: true }),
  pressed(event) {
    if (event.notification.tag !== TAG) return;
    event.notification.close();
    return lead();
  },
});

function sentence(data) {
  try {
    return data.json().text || TEXT;
  } catch {
    return TEXT;
  }
}

async function lead() {
  const pages = await self.clients.matchAll({ type: "window" });
  const open = pages.find((page) => new URL(page.url).pathname === NEWS);
  return open ? open.focus() : self.clients.openWindow(NEWS);
}
