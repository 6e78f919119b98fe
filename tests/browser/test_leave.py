"""Leaving at once: another page is there, and Back does not bring this one back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.by_form import begin
from tests.browser.conftest import Come
from tests.browser.site import Site

ELSEWHERE = "https://www.wikipedia.org/"
SECRET = "What nobody at home should see."


def open_thread(site: Site, page: Page) -> None:
    page.context.route(
        f"{ELSEWHERE}**", lambda route: route.fulfill(body="<h1>An encyclopedia</h1>", content_type="text/html")
    )
    thread = begin(page, site.group("low-days"), "At the kitchen table", SECRET)
    page.goto("about:blank")
    page.goto(site.thread(thread))
    expect(page.get_by_text(SECRET)).to_be_visible()


def by_click(page: Page) -> None:
    page.get_by_role("link", name="Leave this page").click()


def by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [by_click, by_shift])
def test_leaving_at_once(site: Site, come: Come, leave: object) -> None:
    page = come("Ben")
    open_thread(site, page)
    leave(page)  # type: ignore[operator]
    expect(page.get_by_role("heading", name="An encyclopedia")).to_be_visible()
    assert page.url == ELSEWHERE
    page.go_back()
    assert page.url == "about:blank"
    assert SECRET not in page.content()


def test_leaving_while_writing_asks_nothing(site: Site, come: Come) -> None:
    page = come("Ben")
    open_thread(site, page)
    page.locator("#reply").get_by_label("Your words").fill("Somebody is coming in")
    by_shift(page)
    expect(page.get_by_role("heading", name="An encyclopedia")).to_be_visible()


def test_two_shifts_and_a_capital_are_no_leaving(site: Site, come: Come) -> None:
    page = come("Ben")
    open_thread(site, page)
    box = page.locator("#reply").get_by_label("Your words")
    box.focus()
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+D"):
        page.keyboard.press(key)
    expect(box).to_have_value("ABCD")
    expect(page.get_by_text(SECRET)).to_be_visible()


def test_leaving_without_script(site: Site, come: Come) -> None:
    page = come("Ben", java_script_enabled=False)
    open_thread(site, page)
    by_click(page)
    expect(page.get_by_role("heading", name="An encyclopedia")).to_be_visible()
    assert page.url == ELSEWHERE
