// Signing out: what lies on this device goes first, whether or not there is a network. Where the server could not be
// told, it is told with the next page that has a network, before that page shows anything.
import { vault } from "./vault.js";

const ADDRESS = "/sign-out/";
const DUE = "sign-out-due";

const remembered = (work) => {
  try {
    return work(localStorage);
  } catch {
    return null; // no storage in this browser
  }
};

export function signOutHere() {
  if (remembered((kept) => kept.getItem(DUE)) !== null) {
    if (document.documentElement.dataset.mine) return tellTheServer();
    vault.destroy(); // where a page ended before all of it was gone
    // A page for signing in came from the server, which so has ended the session. Other pages without a member do not
    // say so: without a network they are copies.
    if (document.querySelector("input[type='password']")) remembered((kept) => kept.removeItem(DUE));
  }
  vault.claim();
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || new URL(event.target.action).pathname !== ADDRESS) return;
    event.preventDefault();
    leave().then(() => event.target.submit());
  });
}

// Destroys the key and what it sealed; the mark stays until the server has ended the session (its answer clears it).
export async function leave() {
  remembered((kept) => kept.setItem(DUE, "1"));
  await vault.destroy();
}

async function tellTheServer() {
  document.documentElement.hidden = true;
  await vault.destroy();
  try {
    const page = await (await fetch(ADDRESS, { credentials: "same-origin" })).text();
    const [, token] = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(page);
    const form = Object.assign(document.createElement("form"), { method: "post", action: ADDRESS, hidden: true });
    form.append(Object.assign(document.createElement("input"), { name: "csrfmiddlewaretoken", value: token }));
    document.body.append(form);
    form.submit();
  } catch {
    document.body.replaceChildren(); // the network went again: nothing is shown, and it is told with the next page
  }
}
