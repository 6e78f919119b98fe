// Small things kept on this device, encrypted with a key that no script can read out (WebCrypto, AES-GCM, not extractable).
// Signing out clears the site's storage and with it the key. On a shared device nothing is kept.
const NAME = "hearten";
const shared = () => document.documentElement.dataset.shared !== undefined;

function opened() {
  return new Promise((resolve, reject) => {
    const asking = indexedDB.open(NAME, 1);
    asking.onupgradeneeded = () => { asking.result.createObjectStore("keys"); asking.result.createObjectStore("kept"); };
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  });
}

async function within(store, mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const asking = work(database.transaction(store, mode).objectStore(store));
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });
  } finally {
    database.close();
  }
}

async function key() {
  const found = await within("keys", "readonly", (store) => store.get("key"));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await within("keys", "readwrite", (store) => store.put(made, "key"));
  return made;
}

// Says whether it was kept.
async function keep(name, value) {
  if (shared()) return false;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), new TextEncoder().encode(JSON.stringify(value)));
  await within("kept", "readwrite", (store) => store.put({ iv, sealed }, name));
  return true;
}

async function read(name) {
  try {
    const kept = await within("kept", "readonly", (store) => store.get(name));
    if (!kept) return null;
    const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, await key(), kept.sealed);
    return JSON.parse(new TextDecoder().decode(open));
  } catch {
    return null; // another key, or no storage in this browser: the page works without
  }
}

async function forget(name) {
  try {
    await within("kept", "readwrite", (store) => store.delete(name));
  } catch { /* no storage in this browser */ }
}

export const vault = { keep, read, forget };
