"""What the browser tests stand on: one site and one Chromium for this folder, and people who come to the site."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import Site
from tests.cast import PASSPHRASES

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 15_000
Come = Callable[..., Page]


# Scope "package": playwright keeps an event loop in this thread, in which Django's own tests could not run.
@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    """A running site with Ada, Ben, Cleo, Dov, Mo and Odile on it."""
    made = Site()
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        chromium = os.environ.get("HEARTEN_CHROMIUM") or None
        yield playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)


@pytest.fixture(scope="package")
def cookies(site: Site, browser: Browser) -> Callable[[str], Any]:
    """`cookies("Ben")` are those of a browser in which Ben signed in, once for all tests."""
    kept: dict[str, Any] = {}

    def of(name: str) -> Any:
        if name not in kept:
            context = browser.new_context()
            sign_in(context.new_page(), site, name)
            kept[name] = context.cookies()
            context.close()
        return kept[name]

    return of


@pytest.fixture
def come(site: Site, browser: Browser, cookies: Callable[[str], Any]) -> Iterator[Come]:
    """`come("Ben")` opens a browser of its own in which Ben is signed in, and returns its page; `come()` a visitor's.

    No script of a page may fail in any test.
    """
    contexts: list[BrowserContext] = []
    failed: list[str] = []

    def arrive(name: str = "", **options: Any) -> Page:
        context = browser.new_context(base_url=site.url, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda error: failed.append(str(error.error)))
        if name:
            context.add_cookies(cookies(name))
        return context.new_page()

    yield arrive
    for context in contexts:
        context.close()
    assert failed == []


def sign_in(page: Page, site: Site, name: str) -> None:
    """Sign in as people do."""
    page.goto(f"{site.url}/sign-in/")
    page.get_by_label("Your name here").fill(name)
    page.get_by_label("Your passphrase").fill(PASSPHRASES[name])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/")


def begin(page: Page, title: str, body: str = "", wish: str = "listen", group: str = "") -> str:
    """Begin a conversation by the form alone, without its page, and return its id. The page's browser is signed in."""
    address = f"{group}write/"
    sent = {"title": title, "body": body or f"About {title}.", "wish": wish, "kind": "support"}
    answer = _send(page, address, address, sent)
    return re.search(r"/threads/([0-9a-f-]{36})/", answer.url)[1]  # type: ignore[index]


def reply(page: Page, thread: str, body: str, **more: str) -> str:
    """Reply by the form alone, and return the reply's id."""
    answer = _send(
        page, f"/threads/{thread}/", f"/threads/{thread}/replies/", {"body": body, **more}, {"X-Fragment": "1"}
    )
    return re.search(r'id="p-([0-9a-f-]{36})"', answer.text())[1]  # type: ignore[index]


def act(page: Page, thread: str, post: str, verb: str, **sent: str) -> None:
    """Do something to a post by the form alone: nod, edit, withdrawal."""
    _send(page, f"/threads/{thread}/", f"/posts/{post}/{verb}/", sent)


def _send(page: Page, form: str, action: str, sent: dict[str, str], headers: dict[str, str] | None = None) -> Any:
    shown = page.context.request.get(form).text()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]  # type: ignore[index]
    filled = {"csrfmiddlewaretoken": token, "client_id": str(uuid4()), **sent}
    answer = page.context.request.post(action, form=filled, headers=headers or {})
    assert answer.ok, f"{answer.status} {answer.url}: {answer.text()}"
    return answer
