// What is on the page stays where it is while somebody presses. Replaced between the finger's coming down and its going
// up again, a button would lose the press: a browser gives a click only to what was there for both.
const CLICK_FOLLOWS_MS = 300; // after the finger went up; browsers that wait for a second tap take this long

// `put` for a part of the page: at once, or in the same order as soon as no press is under way in it.
export function betweenPresses(where, put) {
  const waiting = [];
  let down = false;
  let release = null;
  function settle() {
    down = false;
    waiting.splice(0).forEach(put);
  }
  const up = (after) => { clearTimeout(release); release = setTimeout(settle, after); };
  const begin = () => { clearTimeout(release); down = true; };
  where.addEventListener("pointerdown", begin);
  where.addEventListener("keydown", (event) => { if (event.key === " " && event.target.closest("button")) begin(); });
  for (const over of ["pointerup", "keyup"]) addEventListener(over, () => { if (down) up(CLICK_FOLLOWS_MS); });
  for (const over of ["click", "pointercancel", "blur"]) addEventListener(over, () => { if (down) up(0); });
  return (what) => {
    if (down) waiting.push(what);
    else put(what);
  };
}
