// Who sits here is asked for anew each 20 seconds while somebody looks: about 1 kB, and no stream for a poor link to lose.
// "X-By-Itself" says that nobody pressed anything: on a shared device, one who went away is signed out all the same.
import { place } from "../kernel/fragments.js";

const EVERY_MS = 20_000;
const HOW = { redirect: "manual", credentials: "same-origin", headers: { "X-By-Itself": "1" } };
const room = document.querySelector("[data-again]");
const here = () => document.getElementById("quiet-here");
let asking = false;

async function ask() {
  if (document.hidden || asking) return;
  asking = true;
  try {
    const answer = await fetch(room.dataset.again, HOW);
    if (answer.ok) return show(await answer.text());
    if (answer.status < 500) leaveTheRoom(); // signed out, or not in the group any more
  } catch { /* no network: the page stays as it is, and asks again */ } finally {
    asking = false;
  }
}

function show(html) {
  const [before, mine] = [here().dataset.mark, here().dataset.mine];
  if (html.includes(`data-mark="${before}"`)) return; // nothing is said anew to whoever listens to the page
  place(html, room);
  if (here().dataset.mine !== mine) location.reload(); // the buttons are others now
}

// Names of others do not stay on a screen that may not have them.
function leaveTheRoom() {
  here().replaceChildren();
  location.reload();
}

setInterval(ask, EVERY_MS);
document.addEventListener("visibilitychange", ask);
