"""Meetings in a browser: announced, found, a place kept, by keyboard and without script, on narrow and wide screens."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys


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


def test_the_pages_fit(site: Site, come: Come) -> None:
    page = come("Ada")
    page.goto(f"{site.group('low-days')}lead/meetings/new/")
    page.get_by_label("Places").fill("99")
    page.get_by_label("Title").fill("Evenings")
    page.get_by_label("First day").fill("2001-01-01")
    page.get_by_label("From", exact=True).fill("19:00")
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    keep(page, "meetings-announce")
    series = announce(page, site, "Every week", "Every week")
    keep(page, "meetings-series")
    meeting = announce(page, site, "Evenings all year")
    page.get_by_role("button", name="Keep a place for me").click()
    expect(page.get_by_text("You have a place.").first).to_be_visible()
    keep(page, "meetings-meeting")
    ways = [("duties", f"{meeting}duties/"), ("move", f"{meeting}time/"), ("off", f"{meeting}call-off/")]
    ways += [
        ("end", f"{series}end/"),
        ("list", f"{site.group('low-days')}meetings/"),
        ("mine", f"{site.url}/you/calendar/"),
    ]
    for name, address in ways:
        page.goto(address)
        keep(page, name)
    page.get_by_role("button", name=re.compile("Make (an|the) address")).click()
    expect(page.get_by_label("The address")).to_have_value(re.compile(r"/calendar/.*\.ics$"))
    keep(page, "meetings-address")
    page.goto(site.url)
    expect(page.get_by_role("heading", name="Your next meeting")).to_be_visible()
    keep(page, "meetings-home")


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
