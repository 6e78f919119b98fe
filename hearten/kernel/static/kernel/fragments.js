// A fragment from our own server put into the page: in the place of its older self, or at the end (or start) of the list.
import { trusted } from "./trusted.js";
import { showLocalTimes } from "./small.js";

export function place(html, list) {
  const template = document.createElement("template");
  template.innerHTML = trusted.createHTML(html);
  const fresh = template.content.firstElementChild;
  if (!fresh) return null;
  const old = document.getElementById(fresh.id);
  if (old) keepFocus(old, fresh, () => old.replaceWith(fresh));
  else if (list) add(fresh, list);
  showLocalTimes(fresh);
  markMine(fresh.parentElement?.closest("[data-me]"), [fresh]);
  return { fresh, arrived: !old };
}

function add(fresh, list) {
  if (list.dataset.only !== undefined) return;
  if (list.dataset.newest === "first") list.prepend(fresh);
  else (list.querySelector("[data-append]") ?? list).append(fresh);
}

function keepFocus(old, fresh, swap) {
  const focused = old.contains(document.activeElement) ? [...old.querySelectorAll("a, button")].indexOf(document.activeElement) : -1;
  swap();
  if (focused >= 0) fresh.querySelectorAll("a, button")[focused]?.focus();
}

// What is the reader's own: a nod they gave can be taken back, and nobody nods to themself.
export function markMine(owner, posts = owner?.querySelectorAll("[data-by]") ?? []) {
  if (!owner) return;
  const me = owner.dataset.me.split(" ");
  const nods = owner.dataset.nods.split(" ");
  for (const post of posts) {
    const nod = post.querySelector("[data-nod]");
    if (!nod) continue;
    const mine = me.includes(post.dataset.by);
    nod.hidden = mine;
    nod.setAttribute("aria-pressed", nods.includes(post.id.slice(2)));
    const answer = post.querySelector("[data-answer]");
    if (answer) answer.hidden = owner.dataset.mine === undefined;
  }
}
