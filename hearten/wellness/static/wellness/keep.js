// Keeps one's own pages on this device, where its person turned that on: they are fetched anew, sealed (kernel/vault.js),
// and what was changed without a network is sent, each change once, by the id that it got when it was made.
import { vault } from "../kernel/vault.js";

const PAGES = "/you/on-this-device/pages/";
const CHANGES = "/you/on-this-device/changes/";
const OWN = "/you/";
const EDITING = "/you/wellness-plan/edit/";
const FRESH_MS = 10 * 60_000;

export const isOn = async () => (await vault.read("keeping")) !== null;

// On every page: off unless it was turned on here. One's own pages are fetched anew each time, others now and then.
export async function keepPages() {
  if (!document.documentElement.dataset.mine || !(await isOn())) return;
  const waits = (await vault.names("change:")).length;
  const last = (await vault.read("pages"))?.at ?? 0;
  if (waits || location.pathname.startsWith(OWN) || Math.abs(Date.now() - last) > FRESH_MS) await meet();
  if ((await vault.names("change:")).length < waits) await showAnew();
  const refused = document.querySelector("[data-refused-here]");
  if (refused) refused.hidden = (await vault.names("refused:")).length === 0;
}

// What waited was sent after this page was made: one's own page shows it anew. What is begun on it stays as it is; where
// that is kept, the server sees that the page was older (safety/two_places.py), and no words are lost.
async function showAnew() {
  const own = ((await vault.read("pages"))?.pages ?? []).map((page) => page.address);
  const begun = [...document.querySelectorAll("main textarea, main input:not([type='hidden'])")].some(
    (box) => box.value !== box.defaultValue || box.checked !== box.defaultChecked);
  if (begun || document.querySelector("[data-errors], [data-notes], form[data-sent]") || ![...own, EDITING].includes(location.pathname)) return;
  location.replace(location.pathname + location.search);
}

// Asks the server who is here, sends what waits, and keeps what is there now. Says what happened:
// "kept", "signed-out", "forgotten" (signed out from elsewhere: nothing is here any more), "off" (no network, or not ours),
// "other" (somebody else is signed in: nothing of it is sent), "not-kept".
export async function meet() {
  let there = await ask();
  if (typeof there === "string") return there;
  const owner = await vault.owner();
  if (owner !== null && owner !== there.mine) return "other";
  if (await sendWaiting(there)) there = await ask();
  if (typeof there === "string") return there;
  return keepThere(there);
}

async function ask() {
  try {
    const answer = await fetch(PAGES, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
    const told = await answer.json();
    if (answer.status === 401 && told.forget) {
      await vault.destroy();
      return "forgotten";
    }
    if (!answer.ok) return answer.status === 401 ? "signed-out" : "off";
    return told.shared ? "not-kept" : told;
  } catch {
    return "off";
  }
}

async function keepThere(there) {
  const pages = { mine: there.mine, at: Date.now(), pages: there.pages };
  if (!there.choose) await vault.forget("both"); // chosen meanwhile, here or elsewhere
  if (!(await vault.keep("pages", pages))) return "not-kept";
  await keepPictures(there.pages.flatMap((page) => page.things ?? []).filter((thing) => thing.picture));
  return "kept";
}

async function keepPictures(things) {
  const wanted = things.map((thing) => `picture:${thing.id}`);
  const held = await vault.names("picture:");
  await Promise.all(held.filter((name) => !wanted.includes(name)).map((name) => vault.forget(name)));
  for (const thing of things) {
    const name = `picture:${thing.id}`;
    if (held.includes(name)) continue;
    try {
      const answer = await fetch(thing.picture, { credentials: "same-origin" });
      if (answer.ok) await vault.keepBytes(name, await answer.arrayBuffer());
    } catch { /* the network went: the next visit brings it */ }
  }
}

// Sends in the order in which changes were made, one tab at a time. What is refused lies aside with a sentence, and those
// behind it go on; a network that goes, or a session that ended, stops here, and all of it waits.
async function sendWaiting(there) {
  const work = () => sendEach(there);
  return navigator.locks ? navigator.locks.request("hearten-changes", work) : work();
}

async function sendEach(there) {
  let sent = 0;
  for (const name of await vault.names("change:")) {
    const change = await vault.read(name);
    if (!change) continue; // it could not be read just now: it waits
    if (change.mine !== there.mine) return sent;
    const came = await send(change, there);
    if (came === null) return sent;
    // Where there is no room to lay it aside it stays where it is, and is asked about again; those behind it go on.
    if (came.came === "refused" && !(await vault.keep(name.replace("change:", "refused:"), { ...change, sentence: came.sentence }))) continue;
    if (came.came === "both") await vault.keep("both", { sentence: came.sentence });
    await vault.forget(name);
    sent += 1;
  }
  return sent;
}

// What came back, or null where it has to wait.
async function send(change, there) {
  const body = new URLSearchParams({
    csrfmiddlewaretoken: there.token, client_id: change.id, mine: change.mine, of: change.of, says: JSON.stringify(change.says),
  });
  try {
    const answer = await fetch(CHANGES, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    if (answer.ok) return await answer.json();
    // Too long, or unreadable: asking again would change nothing. Everything else is a matter of the moment.
    return [400, 413, 422].includes(answer.status) ? { came: "refused", sentence: "" } : null;
  } catch {
    return null;
  }
}
