// The coach under a reply box: asks for a reading, shows it, and puts a sentence in when its writer says so. Nothing is
// put in or sent by itself, and every button that stands here is one more way to say no.
import { trusted } from "../kernel/trusted.js";

const PAUSE_MS = 1500;
const LEAST = 20; // characters: below that a pause is only the beginning of a thought

export function coach() {
  for (const box of document.querySelectorAll("[data-coach]")) {
    const form = box.closest("form");
    box.addEventListener("click", (event) => press(event, form, box));
    form.addEventListener("input", () => along(form, box));
    form.addEventListener("reset", () => clear(form, box));
  }
}

function press(event, form, box) {
  const button = event.target.closest("button");
  if (!button || button.form !== form) return;
  event.preventDefault();
  const choice = button.closest("[data-choice]");
  if (button.matches("[data-ask]")) ask(form, box, true);
  else if (button.matches("[data-use]")) use(form, box, choice, button.matches("[data-change]"));
  else if (button.matches("[data-another]")) another(box, choice);
  else if (button.matches("[data-no-thanks]")) noThanks(form, box, button.closest("[data-step]"));
}

function along(form, box) {
  clearTimeout(box.pausing);
  if (box.dataset.along === undefined || form.elements.body.value.trim().length < LEAST) return;
  box.pausing = setTimeout(() => ask(form, box, false), PAUSE_MS);
}

// The reading first, because it is there at once; the next steps when they are ready. A newer question drops an older one.
async function ask(form, box, pressed) {
  const turn = (box.turn = (box.turn ?? 0) + 1);
  box.read = form.elements.body.value;
  say(box, "busy");
  try {
    const reading = await send(form, box, "read", pressed);
    if (box.turn !== turn) return;
    const place = box.querySelector("[data-coach-place]");
    place.innerHTML = trusted.createHTML(reading);
    say(box, "");
    if (pressed) place.querySelector("[data-feedback]").focus();
    const steps = place.querySelector("[data-steps]");
    if (!steps.children.length) return;
    const found = await send(form, box, "steps", pressed);
    if (box.turn === turn) steps.innerHTML = trusted.createHTML(found);
  } catch {
    if (box.turn === turn) say(box, "down");
  }
}

async function send(form, box, part, pressed) {
  const body = new URLSearchParams(new FormData(form));
  body.set("part", part);
  if (!pressed) body.set("along", "1");
  const answer = await fetch(box.dataset.coach, { method: "POST", body, headers: { "X-Fragment": "1" }, redirect: "manual", credentials: "same-origin" });
  if (answer.status === 403) delete box.dataset.along; // taken back on another page: it does not ask again by itself
  if (!answer.ok) throw new Error("no reading");
  return answer.text();
}

function use(form, box, choice, change) {
  const area = form.elements.body;
  const { text, start, end } = choice.dataset;
  // Places are code points of the draft as the server read it: tidied as it will be when it is sent.
  const same = area.value === box.read;
  const points = [...(same ? box.querySelector("[data-feedback]").dataset.draft : area.value)];
  const from = same ? Number(start) : points.length;
  const before = points.slice(0, from).join("").replace(/ +$/, "");
  const after = points.slice(same ? Number(end) : points.length).join("").replace(/^ +/, "");
  const lead = before && !before.endsWith("\n") ? (/[.!?…:]\s*$/.test(before) || from !== Number(end) ? " " : ". ") : "";
  area.value = `${before}${lead}${text}${after && !after.startsWith("\n") ? " " : ""}${after}`;
  remember(form, text);
  const at = before.length + lead.length;
  area.focus();
  area.setSelectionRange(change ? at : at + text.length, at + text.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
  choice.closest("[data-step]").remove();
  say(box, "put");
}

function remember(form, text) {
  const field = form.querySelector("[data-suggested]");
  field.value = JSON.stringify([...JSON.parse(field.value || "[]"), text]);
}

function another(box, choice) {
  const choices = [...choice.parentElement.querySelectorAll("[data-choice]")];
  const next = choices[(choices.indexOf(choice) + 1) % choices.length];
  choice.hidden = true;
  next.hidden = false;
  next.querySelector("[data-another]").focus();
  say(box, "next");
}

function noThanks(form, box, step) {
  step.remove();
  form.elements.body.focus();
  say(box, "gone");
}

function clear(form, box) {
  clearTimeout(box.pausing);
  box.turn = (box.turn ?? 0) + 1;
  box.querySelector("[data-coach-place]").replaceChildren();
  form.querySelector("[data-suggested]").value = "[]";
  say(box, "");
}

function say(box, what) {
  box.querySelector("[data-coach-says]").textContent = what ? box.dataset[what] : "";
}
