// Sending without leaving the page. What is sent twice lands once, because the device names each sending (client_id);
// what could not be sent stays in the box and on the device.
import { place } from "./fragments.js";
import { besideWords } from "../safety/beside.js";
import { trusted } from "./trusted.js";
import { forget, keep, leaveForSending, takeUpAgain } from "./drafts.js";

export function sendInPlace() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-send]")) send(event, form);
    else if (form.id === "act" && event.submitter?.matches("[data-nod]")) nod(event, event.submitter);
    else if (form.matches("[data-draft]")) once(event, form);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quote]");
    if (link && quote(link)) event.preventDefault();
  });
}

const post = (address, body) =>
  fetch(address, { method: "POST", body, headers: { "X-Fragment": "1" }, redirect: "manual", credentials: "same-origin" });

async function send(event, form) {
  event.preventDefault();
  if (form.sending) return;
  form.sending = true;
  say(form, "sending");
  try {
    await keep(form);
    const [body, files] = filled(form);
    if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
    const answer = await post(form.action, body);
    if (answer.status === 201) {
      const fragment = await answer.text();
      await landed(form, fragment);
      if (files) say(form, "waits");
      besideWords(answer, form, fragment);
    }
    else if (answer.status === 409) note(form, await answer.text());
    else if (answer.status === 401) say(form, "signedOut");
    else if (answer.status === 413) say(form, "tooLong");
    else if (answer.status >= 500) say(form, "failed");
    else form.submit(); // a page that explains what to do, with the words in it
  } catch {
    say(form, "failed");
  } finally {
    form.sending = false;
  }
}

// Something in the words may deserve a second look: nothing was sent, and the notes say how to send it.
function note(form, html) {
  const where = form.querySelector("[data-notes-place]");
  where.innerHTML = trusted.createHTML(html);
  where.firstElementChild.focus();
  say(form, "");
}

// A form with files goes as it is; without any it goes short.
function filled(form) {
  const whole = new FormData(form);
  const boxes = [...form.querySelectorAll("input[type='file']")];
  const files = boxes.some((box) => box.files.length);
  if (files) return [whole, true];
  for (const box of boxes) whole.delete(box.name);
  return [new URLSearchParams(whole), false];
}

async function landed(form, html) {
  form.querySelector("[data-notes-place]")?.replaceChildren();
  place(html, document.querySelector(form.dataset.into ?? "[data-live]"))?.fresh.scrollIntoView({ block: "nearest" });
  form.reset();
  for (const box of form.querySelectorAll("textarea")) box.value = "";
  form.elements.client_id.value = crypto.randomUUID();
  if (form.elements.quotes) form.elements.quotes.value = "";
  form.querySelector("[data-quoted]")?.remove();
  await forget(form);
  say(form, "");
}

async function nod(event, button) {
  event.preventDefault();
  const post_ = button.closest("[data-by]");
  const owner = button.closest("[data-me]");
  const pressed = button.getAttribute("aria-pressed") === "true";
  const nods = new Set(owner.dataset.nods.split(" "));
  if (pressed) nods.delete(post_.id.slice(2));
  else nods.add(post_.id.slice(2));
  const body = new URLSearchParams(new FormData(button.form));
  if (pressed) body.set("take_back", "1");
  try {
    const answer = await post(button.formAction, body);
    if (!answer.ok) return button.form.requestSubmit === undefined ? undefined : location.assign(post_.querySelector("a[href*='/posts/']").href);
    owner.dataset.nods = [...nods].join(" ");
    place(await answer.text(), null);
  } catch { /* no connection: the button stays as it was, and can be pressed again */ }
}

function once(event, form) {
  if (form.sending) return event.preventDefault();
  form.sending = true;
  say(form, "sending");
  keep(form);
  leaveForSending(form);
  addEventListener("pageshow", () => { form.sending = false; takeUpAgain(form); }, { once: true });
}

function quote(link) {
  const form = document.querySelector("form[data-send]");
  if (!form) return false;
  const words = link.closest(".post").querySelector(".prose").textContent.trim();
  let shown = form.querySelector("[data-quoted]");
  if (!shown) {
    shown = document.createElement("blockquote");
    shown.className = "quoted";
    shown.dataset.quoted = "";
    form.querySelector(".wish").after(shown);
  }
  shown.textContent = words.length > 400 ? `${words.slice(0, 399)}…` : words;
  form.elements.quotes.value = link.dataset.quote;
  form.querySelector("textarea").focus();
  return true;
}

function say(form, what) {
  const state = form.querySelector("[data-state]");
  if (state) state.textContent = what ? state.dataset[what] ?? "" : "";
}
