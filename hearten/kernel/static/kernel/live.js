// One stream for the page: changes arrive as the same fragments that the page is made of.
// A hidden tab closes its stream and takes up where it was when it is seen again.
import { place, markMine } from "./fragments.js";
import { betweenPresses } from "./presses.js";

export function listen() {
  for (const owner of document.querySelectorAll("[data-me]")) markMine(owner);
  const list = document.querySelector("[data-live]");
  if (!list) return;
  const page = { list, since: Number(list.dataset.since), source: null, retry: null };
  page.arrived = betweenPresses(list, (event) => arrived(page, event));
  // In a room, who looks at another tab for a moment is still there.
  const stays = list.dataset.liveAlways !== undefined;
  document.addEventListener("visibilitychange", () => (document.hidden && !stays ? close(page) : open(page)));
  addEventListener("pagehide", () => close(page));
  addEventListener("pageshow", () => open(page));
  open(page);
}

function open(page) {
  if (page.source || (document.hidden && page.list.dataset.liveAlways === undefined)) return;
  const [kind, id] = page.list.dataset.live.split(":");
  page.source = new EventSource(`/live/${kind}/${id}/?since=${page.since}&lang=${document.documentElement.lang}`);
  page.source.addEventListener("change", page.arrived);
  page.source.addEventListener("nudge", nudged);
  page.source.addEventListener("open", () => { if (page.opened) nudged(); page.opened = true; });
  page.source.addEventListener("gone", () => close(page));
  page.source.addEventListener("anew", () => location.reload());
  // A browser gives up on a stream that answers with an error (a restart); we come back ourselves, a little spread out.
  page.source.addEventListener("error", () => {
    if (page.source?.readyState !== EventSource.CLOSED) return;
    close(page);
    page.retry = setTimeout(() => open(page), 1500 + Math.random() * 1500);
  });
}

// Something that is the reader's own alone may have changed: whoever shows such things asks for them.
function nudged() {
  document.dispatchEvent(new CustomEvent("hearten:nudged"));
}

function close(page) {
  clearTimeout(page.retry);
  page.source?.close();
  page.source = null;
}

function arrived(page, event) {
  page.since = Number(event.lastEventId);
  const { html } = JSON.parse(event.data);
  const placed = html ? place(html, page.list) : null;
  if (placed) document.dispatchEvent(new CustomEvent("hearten:placed", { detail: placed.fresh }));
  if (placed?.arrived && !page.list.dataset.me?.split(" ").includes(placed.fresh.dataset.by)) document.querySelector("[data-until-answered]")?.remove();
  const says = page.list.querySelector("[data-says]");
  if (placed?.arrived && says && !placed.fresh.dataset.mine) says.textContent = says.dataset.says;
}
