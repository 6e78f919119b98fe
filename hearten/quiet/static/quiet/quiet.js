// Who sits here is asked for anew each 20 seconds while somebody looks: about 1 kB, and no stream for a poor link to lose.
import { place } from "../kernel/fragments.js";

const EVERY_MS = 20_000;
const room = document.querySelector("[data-again]");
let before = "";

async function ask() {
  if (document.hidden) return;
  const answer = await fetch(room.dataset.again).catch(() => null);
  if (!answer?.ok) return; // the page stays as it is, and asks again
  const html = await answer.text();
  if (html === before) return; // nothing is said anew to whoever listens to the page
  before = html;
  const mine = document.getElementById("quiet-here").dataset.mine;
  place(html, room);
  if (document.getElementById("quiet-here").dataset.mine !== mine) location.reload(); // the buttons are others now
}

setInterval(ask, EVERY_MS);
document.addEventListener("visibilitychange", ask);
