"""Watching a page without disturbing it: its streams, and when words arrive on it."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Request

PATIENCE_S = 60.0  # of a machine with much else to do; who need not wait does not

# Says when the page first has the words, on a clock that all pages of one machine share. No polling: each change is
# looked at as it is made.
WATCH = """words => {
  window.seen ??= {};
  window.seen[words] = new Promise(resolve => {
    const look = () => document.querySelector("main").textContent.includes(words)
      && (resolve(performance.timeOrigin + performance.now()), true);
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
  });
}"""
# Notes when a form is sent, where the next page can find it.
NOTE_SENDING = """addEventListener("submit", () => sessionStorage.setItem(
  "sent-at", performance.timeOrigin + performance.now()), true);"""


def watch_for(page: Page, words: str) -> None:
    """From now on, note when `words` arrive on the page."""
    page.evaluate(WATCH, words)


def came_after(page: Page, words: str, sender: Page) -> float:
    """How many milliseconds after `sender` pressed its button the words were on `page`. Waits for them."""
    page.set_default_timeout(PATIENCE_S * 1000)
    seen = page.evaluate("words => window.seen[words]", words)
    return float(seen) - float(sender.evaluate("() => sessionStorage.getItem('sent-at')"))


def until(page: Page, true: Callable[[], Any], what: str) -> None:
    """Let the browser go on until something is true."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, f"never: {what}"
        page.wait_for_timeout(20)


class Streams:
    """The live streams of one page, as the browser's network sees them. Make it before the page opens."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked, self.open = page, list[Request](), list[Request]()
        self.heard: list[str] = []  # the numbers of the changes that arrived, as the network brought them
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.eventSourceMessageReceived", lambda event: self.heard.append(event["eventId"]))
        page.on("request", self._asked)
        page.on("requestfinished", self._over)
        page.on("requestfailed", self._over)

    def _asked(self, request: Request) -> None:
        if "/live/" in request.url:
            self.asked.append(request)
            self.open.append(request)

    def _over(self, request: Request) -> None:
        if request in self.open:
            self.open.remove(request)

    def wait_for(self, number: int) -> None:
        """Wait until so many are open."""
        until(self.page, lambda: len(self.open) == number, f"{number} open streams, but {len(self.open)}")


# As when somebody turns to another tab. Headless Chromium shows every tab, so the page is told.
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => hidden ? "hidden" : "visible" });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""


def hide(page: Page) -> None:
    page.evaluate(HIDE, True)


def show(page: Page) -> None:
    page.evaluate(HIDE, False)
