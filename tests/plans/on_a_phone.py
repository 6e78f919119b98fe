"""Pages that a test on a virtual clock was given, seen as on a phone: drawn by a browser, and looked at.

A thread of its own, because playwright keeps an event loop in its thread and Django's tests cannot run beside one.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from mimetypes import guess_type
from typing import NamedTuple

from django.conf import settings
from playwright.sync_api import Page, Route, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.looking import keep

HERE = "http://localhost"


class Seen(NamedTuple):
    """A page as the server answered it at a moment. `name` is its picture's name."""

    name: str
    html: str
    at: datetime


def look_at(pages: list[Seen]) -> None:
    """Draw each page with its styles and scripts, and look at it (`tests.browser.looking.keep`)."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(_draw, pages).result()


def _draw(pages: list[Seen]) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("HEARTEN_CHROMIUM") or None, args=ARGUMENTS
        )
        for seen in pages:
            page = chromium.new_page(timezone_id="UTC")
            page.clock.set_fixed_time(seen.at)
            _serve(page, seen)
            page.goto(HERE)
            keep(page, seen.name)
            page.close()


def _serve(page: Page, seen: Seen) -> None:
    def answer(route: Route) -> None:
        place = route.request.url.removeprefix(HERE)
        file = settings.STATIC_ROOT / place.removeprefix(settings.STATIC_URL)
        if place == "/":
            route.fulfill(body=seen.html, content_type="text/html; charset=utf-8")
        elif place.startswith(settings.STATIC_URL) and file.is_file():
            route.fulfill(path=file, content_type=guess_type(file.name)[0])
        else:
            route.abort()

    page.route("**/*", answer)
