// Buttons stay where they are while somebody presses one. Replaced between the finger's coming down and its going up
// again, a button would lose the press: a browser gives a click only to what was there for both.
const CLICK_FOLLOWS_MS = 300; // after the finger went up; browsers that wait for a second tap take this long

// `put` for a part of the page: at once, or with its newest argument as soon as no press is under way in it.
export function betweenPresses(where, put) {
  let down = false;
  let newest = null;
  let release = null;
  const up = (after) => { clearTimeout(release); release = setTimeout(settle, after); };
  function settle() {
    down = false;
    if (newest !== null) put(newest);
    newest = null;
  }
  const begin = () => { clearTimeout(release); down = true; };
  where.addEventListener("pointerdown", (event) => { if (event.target.closest("button")) begin(); });
  where.addEventListener("keydown", (event) => { if (event.key === " " && event.target.closest("button")) begin(); });
  addEventListener("pointerup", () => { if (down) up(CLICK_FOLLOWS_MS); });
  addEventListener("keyup", () => { if (down) up(CLICK_FOLLOWS_MS); });
  addEventListener("pointercancel", () => { if (down) up(0); });
  addEventListener("blur", () => { if (down) up(0); });
  addEventListener("click", () => { if (down) up(0); });
  return (value) => {
    newest = value;
    if (!down) settle();
  };
}
