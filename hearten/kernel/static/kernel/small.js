// Times in the reader's own clock, dialogs in older browsers, and focus where something needs another look.

export function showLocalTimes(within) {
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of within.querySelectorAll("time[data-local]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) time.textContent = words.format(at);
  }
}

export function openDialogs() {
  if ("command" in HTMLButtonElement.prototype) return;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[command='show-modal']");
    if (button) document.getElementById(button.getAttribute("commandfor"))?.showModal();
  });
}

export function focusErrors() {
  document.querySelector("[data-errors]")?.focus();
}
