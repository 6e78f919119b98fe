// The page "Keep on this device": turning it on and off, and saying what lies here.
import { vault } from "../kernel/vault.js";
import { putAside } from "./aside.js";
import { isOn, meet } from "./keep.js";

const PATIENCE_MS = 10_000;

const place = document.querySelector("[data-device]");
const [on, off, state] = ["on", "off", "state"].map((what) => place.querySelector(`[data-${what}]`));
const say = (what) => { state.textContent = what ? place.dataset[what] : ""; };

async function look() {
  const kept = await isOn();
  on.hidden = kept;
  off.hidden = !kept;
  place.querySelector("[data-now]").textContent = kept ? place.dataset.isOn : place.dataset.isOff;
}

on.addEventListener("click", async () => {
  say("asks");
  if (!navigator.serviceWorker || !(await vault.keep("keeping", { since: Date.now() }))) return say("cannot");
  navigator.storage?.persist?.().catch(() => false); // so that it does not go when room is short; a browser may say no
  const came = await meet();
  if (came === "not-kept") { await forgetAll(); say("cannot"); } else say(came === "kept" && (await ready()) ? "kept" : "later");
  await look();
});

// Whether pages can open here without a network: that takes the worker, which comes with any page of ours.
function ready() {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false));
  return Promise.race([navigator.serviceWorker.ready.then(() => true), late]);
}

off.addEventListener("click", async () => {
  const waits = (await vault.names("change:")).length + (await vault.names("refused:")).length;
  if (waits && !confirm(place.dataset.sure)) return;
  await forgetAll();
  say("gone");
  await look();
});

async function forgetAll() {
  const names = ["keeping", "pages", "both"];
  for (const beginning of ["picture:", "change:", "refused:"]) names.push(...(await vault.names(beginning)));
  await Promise.all(names.map((name) => vault.forget(name)));
}

vault.forget("both"); // whoever looks here sees on the page that there is a choice to make
place.hidden = false;
look();
putAside(place.dataset, () => on.parentElement.querySelector("button:not([hidden])").focus()).then((boxes) => place.after(...boxes));
