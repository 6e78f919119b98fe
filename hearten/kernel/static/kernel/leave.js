// Leaving at once: the page is blank before the other one comes, and Back does not return here (PR-15).
// Three presses of Shift do the same, for hands that cannot reach the button.
import { leave as signOut } from "./signing_out.js";

const QUICK_MS = 2000;

export function leaveAtOnce() {
  const link = document.querySelector("[data-quick-exit]");
  if (!link) return;
  let shifts = [];
  link.addEventListener("click", (event) => { event.preventDefault(); leave(link); });
  document.addEventListener("keydown", (event) => {
    shifts = event.key === "Shift" && !event.repeat ? [...shifts.filter((at) => event.timeStamp - at < QUICK_MS), event.timeStamp] : [];
    if (shifts.length >= 3) leave(link);
  });
}

function leave(link) {
  document.documentElement.hidden = true;
  document.body.replaceChildren();
  document.title = "";
  history.replaceState(null, "", "/");
  const straight = link.dataset.neutral; // only where leaving signs out, too
  if (!straight) return location.replace(link.href);
  signOut(); // its mark stands at once: what is not destroyed when this page ends goes with the next one
  location.replace(navigator.onLine ? link.href : straight);
}
