"""Meetings in a browser: announced, found, a place kept, by keyboard and without script, on narrow and wide screens."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.site import Site
from tests.browser.test_every_page import AXE, RUN_AXE, TAGS
from tests.browser.test_keyboard import Keys

LOOKS = [(width, theme) for width in (320, 1440) for theme in ("light", "dark")]


def announce(page: Page, site: Site, title: str, often: str = "Once") -> str:
    """Announce a meeting in "low days" as Ada; the address of its page."""
    page.goto(f"{site.group('low-days')}lead/meetings/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("First day").fill((datetime.now(UTC) + timedelta(days=5)).date().isoformat())
    page.get_by_role("radio", name=re.compile("^Check-in and group work")).check()
    page.get_by_label("From", exact=True).fill("19:00")
    page.get_by_label(often, exact=True).check()
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def keep(page: Page, name: str) -> None:
    """Nothing is wider than the screen, and axe finds nothing; with a folder .screens, a person can look as well."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, TAGS) == []
    if Path(".screens").is_dir():
        page.screenshot(path=f".screens/meetings-{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_pages_fit(site: Site, come: Come, width: int, theme: Any) -> None:
    page = come("Ada", viewport={"width": width, "height": 900}, color_scheme=theme)
    look = f"{width}-{theme}"
    page.goto(f"{site.group('low-days')}lead/meetings/new/")
    page.get_by_label("Places").fill("99")
    page.get_by_label("Title").fill("Evenings")
    page.get_by_label("First day").fill("2001-01-01")
    page.get_by_label("From", exact=True).fill("19:00")
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    keep(page, f"announce-{look}")
    series = announce(page, site, f"Every week {look}", "Every week")
    keep(page, f"series-{look}")
    meeting = announce(page, site, f"Evenings {look}")
    page.get_by_role("button", name="Keep a place for me").click()
    expect(page.get_by_text("You have a place.").first).to_be_visible()
    keep(page, f"meeting-{look}")
    ways = [("duties", f"{meeting}duties/"), ("move", f"{meeting}time/"), ("off", f"{meeting}call-off/")]
    ways += [
        ("end", f"{series}end/"),
        ("list", f"{site.group('low-days')}meetings/"),
        ("mine", f"{site.url}/you/calendar/"),
    ]
    for name, address in ways:
        page.goto(address)
        keep(page, f"{name}-{look}")
    page.get_by_role("button", name=re.compile("Make (an|the) address")).click()
    expect(page.get_by_label("The address")).to_have_value(re.compile(r"/calendar/.*\.ics$"))
    keep(page, f"address-{look}")
    page.goto(site.url)
    expect(page.get_by_role("heading", name="Your next meeting")).to_be_visible()
    keep(page, f"home-{look}")


def test_without_script_a_place_is_kept_and_given_up(site: Site, come: Come) -> None:
    address = announce(come("Ada"), site, "Without script")
    page = come("Ben", java_script_enabled=False)
    page.goto(address)
    page.get_by_role("button", name="Keep a place for me").click()
    expect(page.get_by_text("You have a place.").first).to_be_visible()
    page.get_by_role("button", name="Give my place up").click()
    expect(page.get_by_role("button", name="Keep a place for me")).to_be_visible()


def test_by_keyboard_alone(site: Site, come: Come) -> None:
    address = announce(come("Ada"), site, "By keyboard")
    page = come("Ben")
    page.goto(address)
    keys = Keys(page)
    keys.follow("Keep a place for me")
    expect(page.get_by_text("You have a place.").first).to_be_visible()
    keys.follow("Give my place up")
    expect(page.get_by_role("button", name="Keep a place for me")).to_be_visible()
