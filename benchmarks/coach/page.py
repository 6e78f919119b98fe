"""A writer in a real browser, who presses the coach's button again and again."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

DRAFTS = [
    "You should try to go for a walk, it always helps me when I feel like that. Just think positive.",
    "I know exactly how you feel. Last year was the same for me and then it passed by itself.",
    "That sounds really hard. I am sorry you have to carry it alone.",
    "What is the worst hour of the day for you?",
    "Same here. Some weeks I can not get up either.",
]
# Counts from the click itself to the frame after the marks, and after the next steps, stand in the page.
_PRESS = """
(draft) => new Promise((done) => {
  const form = document.querySelector("#reply"), place = form.querySelector("[data-coach-place]");
  form.elements.body.value = draft;
  place.replaceChildren();
  let marks = 0;
  const began = performance.now();
  const watch = new MutationObserver(() => requestAnimationFrame(() => {
    const steps = place.querySelector("[data-steps]");
    if (place.querySelector("[data-feedback]") && !marks) marks = performance.now() - began;
    if (!steps || (!steps.querySelector("[data-step]") && steps.textContent.includes("…"))) return;
    watch.disconnect();
    done([marks, performance.now() - began]);
  }));
  watch.observe(place, { childList: true, subtree: true });
  form.querySelector("[data-ask]").click();
})
"""


class Writer:
    """Presses, each time with another draft. `press` returns seconds to the marks and to the next steps."""

    def __init__(self, page: Page) -> None:
        self._page, self._turn = page, 0

    def press(self) -> tuple[float, float]:
        self._turn += 1
        marks, steps = self._page.evaluate(_PRESS, f"{DRAFTS[self._turn % len(DRAFTS)]} {self._turn}")
        return marks / 1000, steps / 1000


@contextmanager
def browser(port: int, path: str, cookie: str) -> Iterator[Writer]:
    """Open the conversation in Chromium as its reader."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("HEARTEN_CHROMIUM") or None, args=arguments
        )
        context = chromium.new_context(base_url=f"http://localhost:{port}")
        context.add_cookies([{"name": "seat", "value": cookie, "url": f"http://localhost:{port}"}])
        opened = context.new_page()
        opened.goto(path)
        yield Writer(opened)
        chromium.close()


def wait(seconds: float) -> None:
    """Let the readers read."""
    time.sleep(seconds)
