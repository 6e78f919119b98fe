// Leaving at once: the page is blank before the other one comes, and Back does not return here (PR-15).
// Three presses of Shift do the same, for hands that cannot reach the button.
const QUICK_MS = 2000;

export function leaveAtOnce() {
  const link = document.querySelector("[data-quick-exit]");
  if (!link) return;
  let shifts = [];
  link.addEventListener("click", (event) => { event.preventDefault(); leave(link.href); });
  document.addEventListener("keydown", (event) => {
    shifts = event.key === "Shift" && !event.repeat ? [...shifts.filter((at) => event.timeStamp - at < QUICK_MS), event.timeStamp] : [];
    if (shifts.length >= 3) leave(link.href);
  });
}

function leave(address) {
  document.documentElement.hidden = true;
  document.body.replaceChildren();
  document.title = "";
  history.replaceState(null, "", "/");
  location.replace(address);
}
