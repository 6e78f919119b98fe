"""Sessions of two in a browser: hours offered, one booked by keyboard alone, both in the room, and nobody else."""

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import ROOT, Site
from tests.browser.test_keyboard import Keys
from tests.browser.test_room import come_in, press, sign_in_as

# A session is booked two hours ahead at least; a test that waited for its doors to open would wait as long.
NOW = """
import sys
import tests.meetings.scene
import django
django.setup()
from hearten.kernel.clock import now
from hearten.meetings.models import Meeting
assert Meeting.objects.using("keeper").filter(pk=sys.argv[1], host__isnull=False).update(starts_at=now()) == 1
"""


def begins_now(site: Site, address: str) -> None:
    key = address.rstrip("/").rpartition("/")[2]
    done = subprocess.run([sys.executable, "-c", NOW, key], cwd=ROOT, env=site.env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def offer(page: Page, site: Site, weekday: str, minutes: str = "25 minutes") -> None:
    """Offer two hours of a day, as who leads."""
    page.goto(f"{site.group('low-days')}sessions/hours/")
    page.get_by_label("Every week on").select_option(weekday)
    page.get_by_label("From", exact=True).fill("10:00")
    page.get_by_label("Until", exact=True).fill("12:00")
    page.get_by_label("Where your clocks are").select_option("UTC")
    page.get_by_label(minutes).check()
    page.get_by_role("button", name="Offer these hours").click()
    expect(page.get_by_text(f"{weekday}, 10:00 to 12:00, UTC")).to_be_visible()


def end_all(page: Page, site: Site) -> None:
    page.goto(f"{site.group('low-days')}sessions/hours/")
    while page.get_by_role("button", name=re.compile("^End:")).count():
        page.get_by_role("button", name=re.compile("^End:")).first.click()
        expect(page.get_by_role("status").get_by_text("What is booked stays.")).to_be_visible()


def call_off(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Call it off").click()
    page.get_by_label("A few words for the other one").fill("I am ill.")
    page.get_by_role("button", name="Call it off").click()
    expect(page.get_by_text("the time is free again")).to_be_visible()


def test_hours_are_offered_one_is_booked_by_keyboard_and_two_talk(site: Site, come: Come) -> None:
    ada, ben = come("Ada"), come("Ben", reduced_motion="reduce")
    offer(ada, site, "Monday")
    ben.goto(f"{site.group('low-days')}meetings/")
    keys = Keys(ben)
    keys.follow("See who offers hours")
    expect(ben.get_by_role("heading", name="Talk with a peer supporter")).to_be_visible()
    free = ben.get_by_role("link", name=re.compile(r"^10:00, Monday .*, with Ada$")).first.get_attribute("aria-label")
    assert free
    keys.follow(free)
    expect(ben.get_by_role("heading", name="A talk with Ada")).to_be_visible()
    keys.type("What would you like to talk about? (if you like)", "The mornings.")
    keys.follow("Book it")
    expect(ben.get_by_text("Booked. We remind you")).to_be_visible()
    address = ben.url
    cleo = come("Cleo")
    cleo.goto(address)
    expect(cleo.get_by_text("The mornings.")).to_have_count(0)
    ada.goto(address)
    expect(ada.get_by_role("heading", name="A talk with Ben")).to_be_visible()
    expect(ada.get_by_text("The mornings.")).to_be_visible()
    begins_now(site, address)
    come_in(ada, address)
    come_in(ben, address)
    press(ada, "Begin the meeting")
    expect(ben.get_by_role("heading", name="Arriving")).to_be_visible()
    press(ada, "Go on to the next part")
    expect(ben.get_by_role("heading", name="The talk")).to_be_visible()
    ben.get_by_label("Your words").fill("They are the hardest part.")
    press(ben, "Send")
    expect(ada.get_by_text("They are the hardest part.")).to_be_visible()
    ada.get_by_label("Your words").fill("I remember mornings like that.")
    press(ada, "Send")
    expect(ben.get_by_text("I remember mornings like that.")).to_be_visible()
    press(ada, "Go on to the next part")
    expect(ada.get_by_role("heading", name="Looking back")).to_be_visible()
    press(ada, "End the meeting")
    expect(ben.get_by_role("heading", name="The meeting is over.")).to_be_visible()
    end_all(ada, site)


def test_without_script_the_second_one_takes_their_words_to_another_time(site: Site, come: Come) -> None:
    ada, ben, linh = come("Ada"), come("Ben", java_script_enabled=False), come()
    sign_in_as(site, linh, "Linh")
    offer(ada, site, "Wednesday")
    first = re.compile(r"^10:00, Wednesday .*, with Ada$")
    for page in (ben, linh):
        page.goto(f"{site.group('low-days')}sessions/")
        page.get_by_role("link", name=first).first.click()
    linh.get_by_role("button", name="Book it").click()
    expect(linh.get_by_text("Booked. We remind you")).to_be_visible()
    ben.get_by_label("What would you like to talk about?").fill("My brother.")
    ben.get_by_role("button", name="Book it").click()
    expect(ben.get_by_text("Somebody else took this time. Choose another.")).to_be_visible()
    expect(ben.get_by_label("What would you like to talk about?")).to_have_value("My brother.")
    ben.get_by_role("button", name=re.compile(r"^Book 10:30, Wednesday")).first.click()
    expect(ben.get_by_text("Booked. We remind you")).to_be_visible()
    expect(ben.get_by_text("My brother.")).to_be_visible()
    call_off(ben, ben.url)
    call_off(linh, linh.url)
    end_all(ada, site)


def test_the_pages_fit(site: Site, come: Come) -> None:
    ada, ben = come("Ada"), come("Ben")
    ada.goto(f"{site.group('low-days')}sessions/hours/")
    ada.get_by_label("From", exact=True).fill("12:00")
    ada.get_by_label("Until", exact=True).fill("12:10")
    ada.get_by_role("button", name="Offer these hours").click()
    expect(ada.get_by_role("alert")).to_be_visible()
    keep(ada, "two-hours-wrong")
    for day in ("Tuesday", "Friday"):
        offer(ada, site, day)
    keep(ada, "two-hours")
    ben.goto(f"{site.group('low-days')}meetings/")
    keep(ben, "two-list")
    ben.goto(f"{site.group('low-days')}sessions/")
    keep(ben, "two-sessions")
    chosen = ben.get_by_role("link", name=re.compile(", with Ada$")).first
    taken = chosen.get_attribute("href")
    chosen.click()
    keep(ben, "two-book")
    ben.get_by_label("What would you like to talk about?").fill("The mornings.")
    ben.get_by_role("button", name="Book it").click()
    expect(ben.get_by_text("Booked. We remind you")).to_be_visible()
    address = ben.url
    keep(ben, "two-guest")
    ada.goto(address)
    keep(ada, "two-host")
    ben.goto(f"{site.url}{taken}")
    expect(ben.get_by_text("Choose another.")).to_be_visible()
    keep(ben, "two-taken")
    ben.goto(f"{site.group('low-days')}sessions/")
    keep(ben, "two-mine")
    ben.goto(f"{address}session/call-off/")
    keep(ben, "two-off")
    call_off(ben, address)
    ada.goto(address)
    expect(ada.get_by_text("This session was called off")).to_be_visible()
    keep(ada, "two-called-off")
    end_all(ada, site)
