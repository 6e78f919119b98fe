// The room: clocks that agree with the server, what changed said once, one's own buttons, and nothing else.
// The stage comes by the stream (live.js puts it into the page); what is one's own is asked for when it changed.
import { join } from "./media.js";
import { betweenPresses } from "../kernel/presses.js";
import { trusted } from "../kernel/trusted.js";

const room = document.querySelector("[data-room]");
const me = room.dataset.place;
const form = room.querySelector("[data-mine]");
const announce = room.querySelector("[data-announce]");
let ahead = null; // how far the server's clock is ahead of ours: the largest sample is the one that travelled least
let known = stage();
let asking = null;
let pressing = null; // the button on its way to the server
let next = null; // the button pressed meanwhile: it goes when the first has arrived

function stage() {
  const now = room.querySelector("[data-stage]");
  if (!now) return null;
  const sample = Number(now.dataset.now) - Date.now();
  ahead = ahead === null ? sample : Math.max(ahead, sample);
  return now;
}

// Text of a length in ms: 1:05, or with a sign when it ran over.
function clock(ms) {
  const seconds = Math.ceil(Math.abs(ms) / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return ms < -999 ? `+${text}` : text;
}

function tick() {
  const now = room.querySelector("[data-stage]");
  if (!now) return;
  const at = Date.now() + ahead;
  const paused = now.dataset.turn === "paused";
  const left = paused ? Number(now.dataset.left) : Number(now.dataset.ends) - at;
  show(now.querySelector("[data-clock='turn']"), clock(left));
  const part = Number(now.dataset.partEnds);
  if (part && !now.dataset.quiet) show(now.querySelector("[data-clock='part']"), clock(part - at));
  const bar = now.querySelector("[data-bar]");
  if (bar) bar.value = Math.max(0, left);
  now.classList.toggle("stage-over", left < 0 && now.dataset.turn === "speaking");
  now.classList.toggle("stage-mine", now.dataset.who === me);
}

function show(where, text) {
  if (where && where.textContent !== text) where.textContent = text;
}

// Once, politely: the page's own turn first, else what changed for everybody.
function say(fresh, before) {
  if (room.dataset.aside !== undefined) return; // who is in a side room is there, and not in the turns of the room
  const mine = fresh.dataset.who === me ? fresh.dataset.saysYou : "";
  const was = before?.dataset.who === me ? before.dataset.saysYou : "";
  if (mine && mine !== was) announce.textContent = mine;
  else if (!mine && fresh.dataset.says !== before?.dataset.says) announce.textContent = fresh.dataset.says;
}

document.addEventListener("hearten:placed", (event) => {
  const fresh = event.detail;
  if (!fresh.matches("[data-stage]")) return;
  const before = known;
  known = stage();
  say(fresh, before);
  tick();
  if (fresh.dataset.phase === "ended") closeEmptyBoxes();
  askSoon(fresh, before);
});

// What is half written when the room closes stays in its box; empty boxes go.
function closeEmptyBoxes() {
  for (const box of room.querySelectorAll("form[data-send]"))
    box.hidden = [...box.querySelectorAll("textarea")].every((one) => !one.value.trim());
}

// In a large room not everybody asks in the same moment, but whoever has or had the turn, or is next, at once.
function askSoon(fresh, before) {
  clearTimeout(asking);
  const concerned = [fresh.dataset.who, before?.dataset.who, fresh.dataset.line.split(" ")[0]].includes(me);
  const people = Number(fresh.dataset.here);
  asking = setTimeout(ask, concerned || people <= 30 ? 40 : Math.random() * people * 25);
}

async function ask() {
  try {
    const answer = await fetch(room.dataset.own, { headers: { "X-Fragment": "1" }, credentials: "same-origin" });
    if (answer.ok) putOwn(await answer.text());
  } catch { /* no connection: the stream comes back, and with it the next question */ }
}

const putOwn = betweenPresses(room, replaceOwn);
const version = (where) => Number(where.querySelector("#mine-inner [name=version]")?.value ?? 0);

// Every part that is one's own, in the place of its older self: what is open, chosen and focused stays so.
// An answer that was overtaken on a poor link by a newer one is left out.
function replaceOwn(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = trusted.createHTML(html);
  if (version(fresh.content) < version(room)) return;
  for (const part of [...fresh.content.children]) {
    const old = document.getElementById(part.id);
    if (!old || old.isEqualNode(part)) continue;
    const focused = document.activeElement?.closest(`#${part.id} *`);
    const open = [...old.querySelectorAll("details")].map((one) => one.open);
    const chosen = [...old.querySelectorAll("select")].map((one) => [one.id, one.value]);
    old.replaceWith(part);
    part.querySelectorAll("details").forEach((one, n) => { if (open[n]) one.open = true; });
    for (const [id, value] of chosen) choose(part.querySelector(`#${id}`), value);
    if (focused) refocus(part, focused);
    somethingCame(part, old);
  }
}

function choose(select, value) {
  if ([...(select?.options ?? [])].some((one) => one.value === value)) select.value = value;
}

function refocus(part, before) {
  const same = before.dataset.act ? `[data-act='${before.dataset.act}']` : before.id ? `#${before.id}` : null;
  ((same && part.querySelector(same)) ?? part.querySelector("button, a, select"))?.focus();
}

function somethingCame(part, old) {
  if (Number(part.dataset.news) > Number(old.dataset.news)) announce.textContent = part.dataset.newsSays;
}

document.addEventListener("hearten:nudged", ask);

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.dataset.act || ["leave", "caption"].includes(button.dataset.act)) return;
  event.preventDefault();
  if (!pressing) press(button);
  else if (!same(button, pressing)) next = button; // the same button again is one press of an unsure hand
});

// Not disabled meanwhile: whoever uses the keyboard would lose their place.
async function press(button) {
  pressing = button;
  const arrived = await sent(button);
  const waiting = arrived ? [...form.elements].find((one) => next && same(one, next)) : null;
  pressing = next = null;
  if (waiting) press(waiting);
}

const same = (one, other) => one.formAction === other.formAction && one.value === other.value;

// Whether the press counted. What was pressed for an older room does not, and a sentence says so.
async function sent(button) {
  const body = new URLSearchParams(new FormData(form));
  if (button.name) body.set(button.name, button.value);
  try {
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { "X-Fragment": "1" }, credentials: "same-origin" });
    told(answer.status === 409 ? await answer.text() : "");
    if (answer.ok) putOwn(await answer.text());
    else if (answer.status === 409) await ask();
    else location.reload();
    return answer.ok;
  } catch { // no connection: nothing happened, and it can be pressed again
    return false;
  }
}

function told(text) {
  const says = form.querySelector("[data-mine-says]");
  says.textContent = text;
  says.hidden = !text;
}

// What works of sound and video is known to the room; the place in the order stays.
const media = room.querySelector("[data-media]");
if (media) join(media, { onWay: (way) => command("way", { value: way }) });

async function command(what, values) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, ...values });
  const address = room.dataset.own.replace(/own\/$/, `commands/${what}/`);
  try {
    await fetch(address, { method: "POST", body, headers: { "X-Fragment": "1" }, credentials: "same-origin" });
  } catch { /* no connection: the next change says it */ }
}

// What is typed for others goes out line by line.
document.getElementById("f-caption")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

tick();
setInterval(tick, 250);
