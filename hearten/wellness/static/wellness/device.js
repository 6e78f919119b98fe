// The page "Keep on this device": turning it on and off, and saying what lies here.
import { vault } from "../kernel/vault.js";
import { isOn, meet } from "./keep.js";

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
  if (!(await vault.keep("keeping", { since: Date.now() }))) return say("cannot");
  const came = await meet();
  if (came === "not-kept") { await forgetAll(); say("cannot"); } else say(came === "kept" ? "kept" : "later");
  await look();
});

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
