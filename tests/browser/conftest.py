"""What the browser tests stand on: one site and one Chromium for this folder, and people who come to the site."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.site import Site
from tests.people import PASSPHRASES

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)  # what a busy machine takes; how fast something is, benchmarks/ show
Come = Callable[..., Page]


# Scope "package": playwright keeps an event loop in this thread, in which Django's own tests could not run.
@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    """A running site with Ada, Ben, Cleo, Dov, Mo and Odile on it."""
    made = Site()
    try:
        made.fill()
        made.start()
        made.settle()
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
