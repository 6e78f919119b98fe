// Ticks beside the steps of a guide: kept on this device alone, encrypted, and not at all on a shared one.
import { vault } from "../kernel/vault.js";

const list = document.querySelector("[data-ticks]");
const name = list && `ticks:${list.dataset.ticks}`;
const boxes = list ? [...list.querySelectorAll("input[type=checkbox]")] : [];

let ticked = false; // whoever is quicker than the storage is right
vault.read(name).then((kept) => {
  for (const box of ticked ? [] : boxes) box.checked = kept?.includes(box.value) ?? false;
});

list?.addEventListener("change", async () => {
  ticked = true;
  const done = boxes.filter((box) => box.checked).map((box) => box.value);
  try {
    await (done.length ? vault.keep(name, done) : vault.forget(name));
  } catch { /* no storage in this browser: the ticks stand while the page is open */ }
});
