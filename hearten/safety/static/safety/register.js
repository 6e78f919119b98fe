// Puts the help page on this device, unless other people use the device too.
import { trusted } from "../kernel/trusted.js";

export async function register() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  if (document.documentElement.dataset.shared !== undefined) return forget(workers);
  await workers.register(trusted.createScriptURL("/service-worker.js"), { scope: "/" });
}

// A shared device says nothing about who was here: what an earlier visit left is taken away.
async function forget(workers) {
  const registrations = await workers.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
}
