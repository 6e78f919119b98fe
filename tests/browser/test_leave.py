"""Leaving at once: another page is there, and Back does not bring this one back."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.by_form import begin, join_site
from tests.browser.conftest import Come
from tests.browser.site import Site
from tests.browser.test_drafts import STORED
from tests.browser.test_offline import READY
from tests.browser.watching import until

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


def leaves_signed_out(page: Page, name: str) -> None:
    """A person who chose to be signed out with it, with a draft on this device."""
    page.context.route(
        f"{ELSEWHERE}**", lambda route: route.fulfill(body="<h1>An encyclopedia</h1>", content_type="text/html")
    )
    join_site(page, name)
    page.goto("/you/look/")
    page.get_by_label("also signs me out").check()
    page.get_by_role("main").get_by_role("button").click()
    page.goto("/you/hope/words/")
    page.get_by_label("The words, or which song it is").fill(SECRET)
    until(page, lambda: "sealed" in page.evaluate(STORED)[0], "the draft was kept")


def test_leaving_signed_out_takes_the_key_where_a_browser_clears_nothing(site: Site, come: Come) -> None:
    page = come(service_workers="block")
    leaves_signed_out(page, "Sedge Leaves")

    def let_through(route: Route) -> None:  # the session ends; Clear-Site-Data is not known here
        route.fetch(max_redirects=0)
        route.fulfill(body="<h1>An encyclopedia</h1>", content_type="text/html")

    page.route("**/leaving/", let_through)
    by_shift(page)
    expect(page.get_by_role("heading", name="An encyclopedia")).to_be_visible()
    page.goto("/help-now/")
    until(page, lambda: "AES-GCM" not in page.evaluate(STORED)[0], "the key is gone")
    page.goto("/you/")
    page.wait_for_url(re.compile("/sign-in/"))


def test_leaving_signed_out_without_a_network_goes_straight_away_and_the_server_hears_later(
    site: Site, come: Come
) -> None:
    page = come()
    leaves_signed_out(page, "Rush Leaves")
    page.evaluate(READY)
    page.context.set_offline(True)
    by_click(page)
    expect(page.get_by_role("heading", name="An encyclopedia")).to_be_visible()
    assert page.url == ELSEWHERE
    page.context.set_offline(False)
    page.goto("/you/")
    page.wait_for_url(f"{site.url}/")
    assert "AES-GCM" not in page.evaluate(STORED)[0]
    page.goto("/you/")
    page.wait_for_url(re.compile("/sign-in/"))


def test_after_signing_out_without_a_network_the_next_page_is_hidden_from_its_beginning(come: Come) -> None:
    page = come(service_workers="block")
    join_site(page, "Fern Leaves")
    page.goto("/")
    page.evaluate("localStorage.setItem('sign-out-due', '1')")
    page.route(re.compile(r"/kernel/hearten\b.*\.js"), lambda route: route.abort())  # it comes late, or never
    page.goto("/you/")
    expect(page.locator("html")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
