// Drafts stay on the device until they are sent: they survive a reload, a crash and a lost connection.
// Kept encrypted in IndexedDB under a key that the page cannot read out and that signing out destroys (vault.js).
import { vault } from "./vault.js";

const KEPT = "textarea, input[type='text'], input:not([type])";

export function keepDrafts() {
  forgetWhatArrived();
  for (const form of document.querySelectorAll("form[data-draft]")) {
    restore(form);
    form.addEventListener("input", () => later(form));
    addEventListener("pagehide", () => keep(form));
    document.addEventListener("visibilitychange", () => document.hidden && keep(form));
  }
}

function later(form) {
  clearTimeout(form.keeping);
  form.keeping = setTimeout(() => keep(form), 300);
}

export async function keep(form) {
  clearTimeout(form.keeping);
  if (form.dataset.sent !== undefined) return;
  const words = Object.fromEntries([...form.querySelectorAll(KEPT)].filter((box) => box.name).map((box) => [box.name, box.value]));
  const chosen = [...form.querySelectorAll("input:checked")].map((box) => [box.name, box.value]);
  if (!Object.values(words).some((text) => text.trim())) return vault.forget(form.dataset.draft);
  const kept = await vault.keep(form.dataset.draft, { words, chosen, client_id: form.elements.client_id?.value });
  const state = form.querySelector("[data-state]");
  if (kept && state) state.textContent = state.dataset.kept ?? "";
}

async function restore(form) {
  if (form.querySelector("[data-errors]")) return keep(form); // the server just gave these words back: they are newer
  const kept = await vault.read(form.dataset.draft);
  const boxes = [...form.querySelectorAll(KEPT)].filter((box) => box.name);
  if (!kept || boxes.some((box) => box.matches("textarea") && box.value.trim() && box.value !== box.defaultValue)) return;
  for (const box of boxes) if (kept.words[box.name]) box.value = kept.words[box.name];
  for (const [name, value] of kept.chosen) {
    const box = [...form.querySelectorAll(`input[name="${CSS.escape(name)}"]`)].find((one) => one.value === value);
    if (box) box.checked = true;
  }
  // The same id as before: if it was sent just before the page went away, the server finds it and nothing lands twice.
  if (kept.client_id && form.elements.client_id) form.elements.client_id.value = kept.client_id;
}

export const forget = (form) => vault.forget(form.dataset.draft);

// A form that is sent with its page. Its draft goes when the next page shows that it arrived: one that the form led to
// and that is not the form's own address, where a refusal would stand.
export function leaveForSending(form) {
  form.dataset.sent = "";
  sessionStorage.setItem("sent", JSON.stringify([form.dataset.draft, location.pathname]));
}

export function takeUpAgain(form) {
  delete form.dataset.sent;
  sessionStorage.removeItem("sent");
}

function forgetWhatArrived() {
  const [draft, from] = JSON.parse(sessionStorage.getItem("sent") ?? "[]");
  sessionStorage.removeItem("sent");
  const cameFrom = document.referrer && new URL(document.referrer).pathname;
  if (draft && cameFrom === from && location.pathname !== from) vault.forget(draft);
}
