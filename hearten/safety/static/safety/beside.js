// The calm panel beside one's own words: put in when the server says so, or when triage found it a few seconds later.
// It covers nothing. Escape or its link closes it, and the cursor goes back to where it was.
import { trusted } from "../kernel/trusted.js";
import { showLocalTimes } from "../kernel/small.js";

const ASK_AGAIN_MS = [2500, 5000];
const KINDS = { p: "post", m: "message", l: "line", w: "word" };

export async function besideWords(answer, form, fragment) {
  const address = answer.headers.get("X-Beside");
  if (address) return show(address, form);
  const [, kind, id] = /id="([pmlw])-([0-9a-f-]{36})"/.exec(fragment) ?? [];
  for (const wait of id ? ASK_AGAIN_MS : []) {
    await new Promise((after) => setTimeout(after, wait));
    if (await show(`/beside/${KINDS[kind]}/${id}/?due`, form)) return true;
  }
  return false;
}

async function show(address, form) {
  try {
    const answer = await fetch(address, { headers: { "X-Fragment": "1" }, credentials: "same-origin" });
    if (answer.status !== 200) return false;
    const holder = document.createElement("div");
    holder.innerHTML = trusted.createHTML(await answer.text());
    put(holder.firstElementChild, form);
    return true;
  } catch {
    return false; // no connection: triage reads the words all the same, and people are asked
  }
}

function put(panel, form) {
  document.getElementById("beside")?.remove();
  const before = document.activeElement;
  form.before(panel);
  showLocalTimes(panel);
  const close = (event) => {
    event.preventDefault();
    panel.remove();
    (before?.isConnected ? before : form.querySelector("textarea"))?.focus();
  };
  panel.querySelector("[data-close]").addEventListener("click", close);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close(event));
  panel.focus();
}
