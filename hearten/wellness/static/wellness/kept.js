// The empty page that stands in for one's own pages without a network: filled from what lies sealed on this device.
// Everything is written as text. What is changed here waits on the device, under an id, until there is a network.
import { vault } from "../kernel/vault.js";
import { leave } from "../kernel/signing_out.js";
import { putAside } from "./aside.js";
import { meet } from "./keep.js";
import { asOfNow, reword, seenOf, wait } from "./waiting.js";

const AGAIN_MS = 60_000;

const place = document.querySelector("[data-kept]");
const words = place.dataset;
const urls = [];

begin();

async function begin() {
  vault.whenDestroyed(nothing);
  await show();
  addEventListener("online", () => arrive());
  setInterval(async () => { if (!document.hidden && (await vault.names("change:")).length) arrive(); }, AGAIN_MS);
}

const element = (tag, of = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), of);
  made.append(...inside);
  return made;
};

// Hides everything at once: what was shown, pictures included, and what was typed.
function nothing() {
  urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
  place.replaceChildren(element("h1", { textContent: words.title }), element("p", { textContent: words.nothing }));
}

async function show() {
  const all = await asOfNow();
  if (!all) return nothing();
  const found = all.pages.find((page) => page.address === location.pathname);
  const state = element("p", { className: "quiet", role: "status", id: "state", tabIndex: -1 });
  const why = navigator.onLine ? (found ? words.unreached : "") : words.offline;
  const top = [element("h1", { textContent: found?.title ?? words.title }), element("p", { className: "quiet", textContent: why }), state];
  const body = found ? await (found.parts ? plan : found.lines ? day : shelf)(all, found) : list(all);
  place.replaceChildren(...top, ...body, ...(found ? list(all, found) : []), ...(await aside()), signOut());
  const waiting = (await vault.names("change:")).length;
  if (waiting) say(words.waits);
}

const say = (text) => { const state = document.getElementById("state"); if (state) state.textContent = text; };

// For whoever goes by keyboard: what was pressed is gone from the page, and the next thing to read is what became of it.
const goOn = () => document.getElementById("state")?.focus();

function list(all, besides) {
  const rows = all.pages.filter((page) => page !== besides).map((page) => element("li", {}, element("a", { href: page.address, textContent: page.title })));
  return [element("h2", { textContent: words.others }), element("ul", { className: "rows kept-list" }, ...rows)];
}

// So many rows that all of it can be read at once on a small screen: in a hard moment nobody scrolls in a box.
const rowsFor = (said) => Math.min(24, Math.max(2, said.split("\n").reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 26)), 1)));

function plan(all, found) {
  const form = element("form", { className: "stack" });
  for (const part of found.parts) {
    const box = element("textarea", { className: "input", id: `k-${part.name}`, name: part.name, rows: rowsFor(part.words), textContent: part.words });
    box.setAttribute("aria-describedby", `kh-${part.name}`);
    form.append(element("div", { className: "field" },
      element("label", { htmlFor: box.id, textContent: part.label }), element("p", { className: "hint", id: `kh-${part.name}`, textContent: part.hint }), box));
  }
  form.append(element("p", {}, element("button", { className: "button button-primary", textContent: words.keep })));
  form.addEventListener("submit", (event) => { event.preventDefault(); change(all, found, form); });
  return [form];
}

// What a day held when it was last fetched, with that day as its heading. Done is said for today, by this device's own
// calendar; of another day it shows what there was.
function day(all, found) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const named = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full" }).format(new Date(`${found.day}T12:00`));
  const current = found.day === today;
  const top = [element("h2", { textContent: named }), ...(current ? [] : [element("p", { className: "quiet", textContent: words.asOf.replace("{day}", named) })])];
  const rows = found.lines.map((line) => {
    const done = line.state === "done";
    if (!current) return element("li", {}, element("p", { textContent: done ? `${line.words} (${words.done})` : line.words }));
    const button = element("button", { className: "button button-secondary", type: "button", textContent: done ? words.done : words.markDone, disabled: done });
    button.addEventListener("click", async () => {
      if (!(await wait(all.mine, found.changes, { commitment: line.id, day: today, state: "done", words: line.words }))) return say(words.notMarked);
      await show();
      goOn();
      if (navigator.onLine) arrive();
    });
    return element("li", { className: "setting-row" }, element("p", { textContent: line.words }), button);
  });
  return [...top, rows.length ? element("ul", { className: "rows" }, ...rows) : element("p", { textContent: words.noLines })];
}

async function change(all, found, form) {
  const changed = found.parts.filter((part) => form.elements[part.name].value !== part.words);
  if (!changed.length) return say(words.same);
  const says = {
    parts: Object.fromEntries(changed.map((part) => [part.name, form.elements[part.name].value])),
    base: Object.fromEntries(changed.map((part) => [part.name, seenOf(part)])),
  };
  if (!(await wait(all.mine, found.changes, says))) return say(words.notKept); // the words stay in their boxes
  for (const part of changed) {
    reword(part, says.parts[part.name]);
    form.elements[part.name].defaultValue = part.words;
  }
  say(words.waits);
  if (navigator.onLine) arrive();
}

async function shelf(all, found) {
  const rows = await Promise.all(found.things.map(thing));
  const box = element("textarea", { className: "input", id: "k-words", rows: 3 });
  const form = element("form", { className: "composer" },
    element("div", { className: "field" }, element("label", { htmlFor: "k-words", textContent: words.add }), box),
    element("p", {}, element("button", { className: "button button-primary", textContent: words.keepThing })));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = box.value.trim();
    if (!said) return say(words.empty);
    if (!(await wait(all.mine, found.changes, { what: "words", words: said }))) return say(words.notKept);
    await show();
    goOn();
    if (navigator.onLine) arrive();
  });
  return [element("ul", { className: "rows" }, ...rows), form];
}

async function thing(one) {
  if (!one.picture) return element("li", { className: "stack hope-thing" }, element("p", { className: "kept-lines hope-words", textContent: one.words }), element("p", { className: "quiet", textContent: one.by }));
  const bytes = await vault.readBytes(`picture:${one.id}`);
  const url = bytes ? URL.createObjectURL(new Blob([bytes], { type: "image/webp" })) : "";
  if (url) urls.push(url);
  return element("li", { className: "hope-thing" }, url ? element("img", { src: url, alt: one.words, className: "hope-picture" }) : element("p", { textContent: one.words }));
}

// What was refused, and that both versions of something are kept.
async function aside() {
  const both = await vault.read("both");
  const refused = await putAside(words, goOn);
  return both ? [element("p", { className: "notice" }, both.sentence, " ", element("a", { href: words.versions, textContent: words.choose })), ...refused] : refused;
}

async function arrive() {
  const came = await meet();
  if (came === "forgotten") return nothing();
  const begun = [...place.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue);
  const there = came === "kept" || came === "not-kept"; // there is a network, whether or not this device had room for more
  if (there && !begun) location.reload(); // the page itself, from the network
  else if (there && !(await vault.names("change:")).length) say(words.back);
  else say({ "signed-out": words.signedOut, other: words.other }[came] ?? ((await vault.names("change:")).length ? words.waits : ""));
}

// All is hidden at once. Changes that would be lost are asked about first.
function signOut() {
  const button = element("button", { className: "button button-quiet", type: "button", textContent: words.signOut });
  button.addEventListener("click", async () => {
    const waits = (await vault.names("change:")).length + (await vault.names("refused:")).length;
    nothing();
    if (waits && !confirm(words.sure)) return show();
    await leave();
    nothing();
  });
  return element("p", {}, button);
}
