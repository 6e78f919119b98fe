// Times in the reader's own clock and words, dialogs in older browsers, and focus where something needs another look.
const DAY_MS = 86_400_000;
const LATELY_DAYS = 6;

export function showLocalTimes(within) {
  const page = document.documentElement.lang;
  const words = navigator.languages.find((one) => one.split("-")[0] === page.split("-")[0]) ?? page;
  for (const time of within.querySelectorAll("time[data-local]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) time.textContent = inWords(at, words);
  }
}

function inWords(at, language) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS);
  const clock = { hour: "numeric", minute: "2-digit" };
  if (days === 0 || days === 1) {
    const day = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
    return `${day}, ${new Intl.DateTimeFormat(language, clock).format(at)}`;
  }
  const year = at.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
  const date = days > 1 && days <= LATELY_DAYS ? { weekday: "long" } : { day: "numeric", month: "short", ...year };
  return new Intl.DateTimeFormat(language, { ...date, ...clock }).format(at);
}

export function openDialogs() {
  if ("command" in HTMLButtonElement.prototype) return;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[command='show-modal']");
    if (button) document.getElementById(button.getAttribute("commandfor"))?.showModal();
  });
}

// Where a page asks by which clock somebody lives, the device's own zone is chosen already, for them to see and to change.
export function chooseZone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  for (const list of document.querySelectorAll("select[data-zone]")) {
    if (!list.value && [...list.options].some((option) => option.value === timeZone)) list.value = timeZone;
  }
}

export function focusErrors() {
  document.querySelector("[data-errors], [data-notes]")?.focus();
}
