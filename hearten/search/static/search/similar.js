// Beside a conversation, for who began it: what others have written about the same, fetched when the page is there.
// Right after posting the words are still being read for it, so it asks again, three times. The link beside it works without.
import { trusted } from "../kernel/trusted.js";
import { showLocalTimes } from "../kernel/small.js";

const ASK_AGAIN_MS = [0, 3000, 6000, 20000];

export async function similar() {
  const place = document.querySelector("[data-similar-from]");
  for (const wait of place ? ASK_AGAIN_MS : []) {
    await new Promise((after) => setTimeout(after, wait));
    if (await show(place)) return;
  }
}

// Whether there is nothing more to ask for.
async function show(place) {
  try {
    const answer = await fetch(place.dataset.similarFrom, { headers: { "X-Fragment": "1" }, credentials: "same-origin" });
    if (answer.status === 202) return false;
    if (answer.status !== 200 || answer.redirected) return true; // nothing like it; or signed out meanwhile
    const holder = document.createElement("div");
    holder.innerHTML = trusted.createHTML(await answer.text());
    place.replaceChildren(...holder.children);
    showLocalTimes(place);
    return true;
  } catch {
    return false; // no connection: the link is still there
  }
}
