// Drafts stay on the device until they are sent: they survive a reload, a crash and a lost connection.
// Kept encrypted in IndexedDB under a key that the page cannot read out and that signing out destroys (vault.js); they
// belong to the member who wrote them, and go when another one comes. Only what differs from the page's own text is kept,
// with that text: where it was changed elsewhere since, both are shown, and nothing is overwritten.
import { vault } from "./vault.js";

const KEPT = "textarea, input[type='text'], input:not([type])";

const boxesOf = (form) => [...form.querySelectorAll(KEPT)].filter((box) => box.name);
// The server gave these words back: it did not keep them.
const givenBack = (form) => form.querySelector("[data-errors], [data-notes]") !== null;
const choicesOf = (form) => [...form.querySelectorAll("input[type='radio'], input[type='checkbox']")];
const differs = (form) =>
  boxesOf(form).some((box) => box.value !== box.defaultValue) || choicesOf(form).some((box) => box.checked !== box.defaultChecked);

export function keepDrafts() {
  const gone = forgetWhatArrived(); // before any draft is read: what arrived would be put back into its box
  for (const form of document.querySelectorAll("form[data-draft]")) {
    form.looking = true;
    gone.then(() => restore(form));
    form.addEventListener("input", () => later(form));
    addEventListener("pagehide", () => keep(form));
    document.addEventListener("visibilitychange", () => document.hidden && keep(form));
  }
}

function later(form) {
  clearTimeout(form.keeping);
  form.keeping = setTimeout(() => keep(form), 300);
}

// Until a draft that lies there was looked at, nothing takes its place.
export async function keep(form, before = {}) {
  clearTimeout(form.keeping);
  if (form.dataset.sent !== undefined || (form.beside && !form.aside) || form.looking) return;
  const given = givenBack(form);
  const boxes = boxesOf(form);
  const chose = form.dataset.choices !== undefined && choicesOf(form).some((box) => box.checked); // nothing but choices
  const some = chose || boxes.some((box) => box.value.trim()) || boxes.some((box) => box.defaultValue.trim());
  if (!some || (!given && !differs(form))) return form.known ? vault.forget(form.dataset.draft) : undefined;
  form.known = true;
  const words = Object.fromEntries(boxes.map((box) => [box.name, box.value]));
  const defaults = form.defaults ?? before.defaults ?? Object.fromEntries(boxes.map((box) => [box.name, given ? "" : box.defaultValue]));
  form.defaults = defaults;
  // What is marked so is ticked anew each time, or not at all: a safety plan on a summary.
  const chosen = [...form.querySelectorAll("input:checked:not([data-afresh])")].map((box) => [box.name, box.value]);
  const kept = await vault.keep(form.dataset.draft, { words, defaults, chosen, client_id: form.elements.client_id?.value, aside: form.aside });
  const state = form.querySelector("[data-state]");
  if (kept && state) state.textContent = state.dataset.kept ?? "";
}

async function restore(form) {
  const kept = await vault.read(form.dataset.draft);
  form.looking = false;
  form.known = kept !== null;
  if (givenBack(form)) return keep(form, kept ?? {}); // the server just gave these words back: they are newer
  if (!kept?.defaults) return differs(form) ? keep(form) : undefined;
  if (differs(form)) return bothAreMine(form, kept);
  if (kept.aside) showAside(form, kept.aside);
  const changed = boxesOf(form).filter((box) => box.name in kept.words && kept.words[box.name] !== kept.defaults[box.name]);
  // The server keeps words without the space around them: a box that says the same has arrived.
  const mine = changed.filter((box) => kept.words[box.name].trim() !== box.defaultValue.trim());
  if (mine.some((box) => box.defaultValue !== kept.defaults[box.name] && box.defaultValue !== kept.words[box.name])) return showBoth(form, kept, mine);
  fill(form, kept, mine);
}

// Somebody wrote before their draft was read: on an old phone that takes a while. What nobody touched is filled in; where
// both are there, the box has the newer words, and the older ones stand beside it and are kept with them.
function bothAreMine(form, kept) {
  const drafted = boxesOf(form).filter((box) => box.name in kept.words && kept.words[box.name] !== kept.defaults[box.name]);
  const touched = (box) => box.value !== box.defaultValue;
  const changed = new Set(choicesOf(form).filter((box) => box.checked !== box.defaultChecked).map((box) => box.name));
  for (const box of drafted) if (!touched(box)) box.value = kept.words[box.name];
  choose(form, kept.chosen.filter(([name]) => !changed.has(name)));
  const older = drafted.filter((box) => box.value.trim() !== kept.words[box.name].trim());
  if (older.length) showAside(form, Object.fromEntries(older.map((box) => [box.name, kept.words[box.name]])));
  return keep(form, kept);
}

function showAside(form, words) {
  form.aside = words;
  showBoth(form, { words }, boxesOf(form).filter((box) => box.name in words));
}

function choose(form, chosen) {
  for (const [name, value] of chosen) {
    const box = [...form.querySelectorAll(`input[name="${CSS.escape(name)}"]`)].find((one) => one.value === value);
    if (box) box.checked = true;
  }
}

function fill(form, kept, mine) {
  for (const box of mine) box.value = kept.words[box.name];
  choose(form, kept.chosen);
  // The same id as before: if it was sent just before the page went away, the server finds it and nothing lands twice.
  if (!differs(form)) return void vault.forget(form.dataset.draft); // it has arrived
  if (kept.client_id && form.elements.client_id) form.elements.client_id.value = kept.client_id;
}

// The page's text was changed elsewhere after the draft was begun, or there are newer words of one's own. They stay in
// their box, and the draft stands above it.
function showBoth(form, kept, mine) {
  const beside = document.getElementById("draft-beside")?.content.firstElementChild.cloneNode(true);
  if (!beside) return;
  if (form.aside) beside.querySelector("[data-elsewhere]").remove();
  form.beside = beside;
  for (const box of mine) beside.querySelector("[data-words]").append(Object.assign(document.createElement("p"), { textContent: kept.words[box.name] }));
  const over = () => { beside.remove(); form.beside = form.aside = null; };
  beside.querySelector("[data-take]").addEventListener("click", () => { form.aside ? add(form.aside, mine) : fill(form, kept, mine); over(); keep(form); });
  beside.querySelector("[data-let-go]").addEventListener("click", () => { const own = form.aside; over(); own ? keep(form) : vault.forget(form.dataset.draft); });
  form.prepend(beside);
}

// Older words go below the newer ones: nothing of either is lost.
function add(words, boxes) {
  for (const box of boxes) box.value = [box.value, words[box.name]].join(box.matches("textarea") ? "\n\n" : " ");
}

export const forget = (form) => vault.forget(form.dataset.draft);

// A form that is sent with its page. Its draft goes when the next page shows that it arrived: one that the form led to
// and that is not the address it was sent to, where a refusal would stand.
export function leaveForSending(form) {
  form.dataset.sent = "";
  sessionStorage.setItem("sent", JSON.stringify([form.dataset.draft, location.pathname, new URL(form.getAttribute("action") ?? "", location.href).pathname]));
}

export function takeUpAgain(form) {
  delete form.dataset.sent;
  sessionStorage.removeItem("sent");
}

async function forgetWhatArrived() {
  const [draft, from, to] = JSON.parse(sessionStorage.getItem("sent") ?? "[]");
  sessionStorage.removeItem("sent");
  const cameFrom = document.referrer && new URL(document.referrer).pathname;
  if (draft && cameFrom === from && location.pathname !== to) await vault.forget(draft);
}
