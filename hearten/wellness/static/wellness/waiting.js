// What was changed on this device and is not sent yet: rows in the vault, each under a name that sorts by when it was made,
// and the pages as they are with them.
import { vault } from "../kernel/vault.js";

const SEEN_MOST = 5;

// The pages as the server said them last, with what waits laid on top. Nothing of it is written back: two tabs cannot undo
// what the other one did, and where room is short the change alone has to be kept.
export async function asOfNow() {
  const all = await vault.read("pages");
  if (!all) return null;
  for (const name of await vault.names("change:")) {
    const change = await vault.read(name);
    if (change?.mine === all.mine) lay(all.pages.find((page) => page.changes === change.of), change);
  }
  return all;
}

function lay(page, { id, says }) {
  if (page?.parts) page.parts.filter((part) => part.name in says.parts).forEach((part) => reword(part, says.parts[part.name]));
  else if (page?.lines && page.day === says.day) page.lines.filter((line) => line.id === says.commitment).forEach((line) => { line.state = says.state; });
  else if (page?.things) page.things.unshift({ id, what: "words", words: says.words, by: "", picture: "" });
}

export function reword(part, words) {
  part.before = [...(part.before ?? []), part.words];
  part.words = words;
}

// What may stand on the server when the change arrives, without anybody having changed it elsewhere: what is shown here, or,
// where an earlier change from here is refused, what stood before that.
export const seenOf = (part) => [part.words, ...(part.before ?? []).slice(0, 1), ...(part.before ?? []).slice(1).slice(-SEEN_MOST)];

// Says whether the change lies on the device. A clock that was set back changes no order.
export async function wait(mine, of, says) {
  const id = crypto.randomUUID();
  const last = (await vault.names("change:")).at(-1)?.split(":")[1] ?? 0;
  const number = Math.max(Date.now(), Number(last) + 1);
  return vault.keep(`change:${String(number).padStart(15, "0")}:${id}`, { id, mine, of, says });
}
