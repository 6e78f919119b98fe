// Offers to tell this device when something is new. Where the browser cannot, or script is off, nothing is offered.
const form = document.querySelector("[data-push]");
if (form && "serviceWorker" in navigator && "PushManager" in globalThis) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tellHere().catch(() => say(form.dataset.failed));
  });
}

async function tellHere() {
  say("");
  if ((await Notification.requestPermission()) !== "granted") return say(form.dataset.refused);
  const { pushManager } = await navigator.serviceWorker.ready;
  const told = (await subscribed(pushManager)).toJSON();
  form.elements.endpoint.value = told.endpoint;
  form.elements.p256dh.value = told.keys.p256dh;
  form.elements.auth.value = told.keys.auth;
  form.submit();
}

// A subscription for another key, of an earlier place at this address, is of no use: it ends, and one for ours begins.
async function subscribed(manager) {
  const wanted = { userVisibleOnly: true, applicationServerKey: form.dataset.push };
  try {
    return await manager.subscribe(wanted);
  } catch {
    await (await manager.getSubscription())?.unsubscribe();
    return manager.subscribe(wanted);
  }
}

function say(words) {
  form.querySelector("[data-said]").textContent = words;
}
