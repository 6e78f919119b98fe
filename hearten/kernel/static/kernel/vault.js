// Small things kept on this device, encrypted with a key that no script can read out (WebCrypto, AES-GCM, not extractable).
// They belong to one member, known by a mark that says nothing (kernel/device.py): when another one comes, all of it goes.
// Signing out destroys the key; so does the next page after their person signed this browser out from elsewhere, and any
// page that comes 30 days after the last one of theirs. On a shared device nothing is kept.
const NAME = "hearten";
const page = document.documentElement.dataset;
const ALONE_MS = 30 * 24 * 3600_000;
const shared = () => page.shared !== undefined;
const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("hearten-vault") : null;
let closed = false;
let claimed = null;
// Signed out in another tab, or another member signed in there: this one keeps nothing more. Another tab of theirs goes on.
const ends = (event) => event.data?.now === undefined || event.data.now !== page.mine;
tabs?.addEventListener("message", (event) => { if (ends(event)) closed = true; });

function opened() {
  return new Promise((resolve, reject) => {
    const asking = indexedDB.open(NAME, 1);
    asking.onupgradeneeded = () => { asking.result.createObjectStore("keys"); asking.result.createObjectStore("kept"); };
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  });
}

// Done only when the transaction is: a browser without room may take back at the end what it took before.
async function within(store, mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const asking = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asking.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

// Whose device this is by now. A page that says nobody's mark (signed out, or kept for being offline) changes nothing, unless
// it brings the order to forget, or their last page was too long ago.
function claim() {
  claimed ??= (async () => {
    if (shared() || page.forgets !== undefined) return destroy();
    if (!page.mine) return (await aloneTooLong()) ? destroy() : undefined;
    const owner = await within("keys", "readonly", (store) => store.get("owner"));
    if (owner !== page.mine) {
      await clear();
      await within("keys", "readwrite", (store) => store.put(page.mine, "owner"));
    }
    await within("keys", "readwrite", (store) => store.put(Date.now(), "met")).catch(() => undefined); // no room: the time before counts
    if (owner && owner !== page.mine) tabs?.postMessage({ now: page.mine });
  })().catch(() => { closed = true; }); // no storage in this browser, or somebody else's is in it: the page works without
  return claimed;
}

// By this device's own clock, the only one there is without a network.
async function aloneTooLong() {
  const met = await within("keys", "readonly", (store) => store.get("met"));
  return met !== undefined && Date.now() - met > ALONE_MS;
}

// Only one key is ever made, also when two pages ask at the same moment: who is second takes the first one's.
async function key() {
  const found = await within("keys", "readonly", (store) => store.get("key"));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await within("keys", "readwrite", (store) => store.add(made, "key")).catch(() => undefined);
  return within("keys", "readonly", (store) => store.get("key"));
}

// An old page of somebody who was here before keeps nothing more, and takes nothing of whoever came after them.
async function over() {
  if (page.mine && (await owner()) !== page.mine) closed = true;
  return closed;
}

// Says whether it was kept: false on a shared device, after signing out, and where this browser keeps nothing.
async function keepBytes(name, bytes) {
  await claim();
  if (shared() || closed) return false;
  try {
    if (await over()) return false;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), bytes);
    if (closed) return false;
    await within("kept", "readwrite", (store) => store.put({ iv, sealed }, name));
    return true;
  } catch {
    return false;
  }
}

const keep = (name, value) => keepBytes(name, new TextEncoder().encode(JSON.stringify(value)));

async function readBytes(name) {
  await claim();
  if (closed) return null;
  try {
    const kept = await within("kept", "readonly", (store) => store.get(name));
    const held = kept && (await within("keys", "readonly", (store) => store.get("key")));
    return held ? await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, held, kept.sealed) : null;
  } catch {
    return null; // another key, or no storage in this browser: the page works without
  }
}

async function read(name) {
  const bytes = await readBytes(name);
  return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : null;
}

async function forget(name) {
  await claim();
  if (await over()) return;
  try {
    await within("kept", "readwrite", (store) => store.delete(name));
  } catch { /* no storage in this browser */ }
}

// The names of what is kept that begin so, in order.
async function names(beginning) {
  try {
    const all = await within("kept", "readonly", (store) => store.getAllKeys());
    return all.filter((name) => name.startsWith(beginning)).sort();
  } catch {
    return [];
  }
}

async function clear() {
  await within("keys", "readwrite", (store) => store.clear());
  await within("kept", "readwrite", (store) => store.clear());
}

// The key first: without it the rest is noise. This page keeps nothing more, and other tabs hide what they show.
async function destroy() {
  closed = true;
  try {
    await clear();
  } catch { /* no storage in this browser */ }
  tabs?.postMessage("destroyed");
}

const whenDestroyed = (then) => tabs?.addEventListener("message", (event) => { if (ends(event)) then(event); });

// Whose the device is, as far as it knows; null when nobody's.
async function owner() {
  try {
    return (await within("keys", "readonly", (store) => store.get("owner"))) ?? null;
  } catch {
    return null;
  }
}

export const vault = { claim, keep, keepBytes, read, readBytes, forget, names, destroy, whenDestroyed, owner };
