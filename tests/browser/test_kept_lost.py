"""A phone that was lost: what it keeps goes when it comes near us again, and after 30 days without us."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.by_form import PASSPHRASE
from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.test_drafts import STORED
from tests.browser.test_kept_pages import fill_in, names, someone, turn_on
from tests.browser.watching import until

NOTHING = "Nothing is kept on this device."


def at_the_desk(come: Come, name: str) -> Page:
    """The same person in another browser, signed in there by name and passphrase."""
    desk = come()
    desk.goto("/sign-in/")
    desk.get_by_label("Your name here").fill(name)
    desk.get_by_label("Your passphrase").fill(PASSPHRASE)
    desk.get_by_role("button", name="Sign in").click()
    desk.wait_for_url(re.compile("/$"))
    return desk


def end_the_other(desk: Page) -> None:
    desk.goto("/you/sessions/")
    expect(desk.get_by_text("forgets what it kept of your pages")).to_be_visible()
    desk.get_by_role("button", name="Sign it out").click()
    expect(desk.get_by_text("That browser is signed out.")).to_be_visible()


def is_bare(page: Page) -> bool:
    databases, strings = page.evaluate(STORED)
    return "AES-GCM" not in databases and "sealed" not in databases and strings == "{}"


def a_lost_phone(come: Come, name: str) -> Page:
    phone = someone(come, name)
    fill_in(phone, name.split()[0].lower())
    turn_on(phone)
    until(phone, lambda: names(phone, "picture:") != [], "the picture was kept")
    return phone


@pytest.mark.parametrize("by", ["the browser", "our script"])
def test_ended_from_elsewhere_the_next_page_takes_everything_off_the_phone(come: Come, by: str) -> None:
    phone = a_lost_phone(come, name := f"Sorrel {'Kept' if by == 'our script' else 'Lost'}")
    if by == "our script":  # a browser that does not know Clear-Site-Data
        headers = {"Clear-Site-Data": ""}
        phone.route("**/*", lambda route: route.fulfill(response=(got := route.fetch(max_redirects=0)),
                                                        headers={**got.headers, **headers}))  # fmt: skip
    end_the_other(at_the_desk(come, name))
    phone.goto("/you/hope/")  # leads to the page for signing in
    expect(phone.get_by_role("button", name="Sign in")).to_be_visible()
    until(phone, lambda: is_bare(phone), "key and pages are gone")
    phone.unroute_all(behavior="wait")  # what is on its way still goes through our hands
    phone.goto("/")
    assert names(phone, "") == []


def test_pages_that_stand_open_without_a_network_hide_at_the_first_contact(come: Come) -> None:
    phone = a_lost_phone(come, "Tansy Lost")
    phone.context.set_offline(True)
    phone.goto("/you/safety-plan/")
    phone.get_by_label("What I can do by myself").fill("Never sent.")
    phone.get_by_role("button", name="Keep my changes").click()
    expect(phone.get_by_text("It goes on its way by itself")).to_be_visible()
    other = phone.context.new_page()
    other.goto("/you/hope/")
    expect(other.get_by_text("It passed before tansy")).to_be_visible()
    end_the_other(desk := at_the_desk(come, "Tansy Lost"))
    phone.context.set_offline(False)  # nobody touches anything
    for tab in (phone, other):
        expect(tab.get_by_text(NOTHING)).to_be_visible()
        expect(tab.get_by_text("tansy")).to_have_count(0)
    until(phone, lambda: is_bare(phone), "key and pages are gone")
    desk.goto("/you/safety-plan/")
    expect(desk.get_by_label("What I can do by myself")).to_have_value("")


def test_without_us_pages_open_for_thirty_days_and_no_longer(come: Come) -> None:
    phone = a_lost_phone(come, "Borage Lost")
    phone.goto("/you/on-this-device/")
    expect(phone.get_by_text("Without reaching us they open for 30 days.")).to_be_visible()
    keep(phone, "kept-device-on")
    phone.context.set_offline(True)
    phone.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=29, hours=23))
    phone.goto("/you/hope/")
    expect(phone.get_by_text("It passed before borage")).to_be_visible()
    phone.clock.set_fixed_time(datetime.now(UTC) - timedelta(days=400))  # a battery that was empty: nothing goes
    phone.goto("/you/hope/")
    expect(phone.get_by_text("It passed before borage")).to_be_visible()
    phone.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=30, hours=1))
    phone.goto("/you/hope/")
    expect(phone.get_by_text(NOTHING)).to_be_visible()
    until(phone, lambda: is_bare(phone), "key and pages are gone")


def test_a_visit_in_between_begins_the_thirty_days_anew_and_sends_what_waited(come: Come) -> None:
    phone = a_lost_phone(come, "Mallow Lost")
    phone.context.set_offline(True)
    phone.goto("/you/safety-plan/")
    phone.get_by_label("What I can do by myself").fill("Written long ago.")
    phone.get_by_role("button", name="Keep my changes").click()
    expect(phone.get_by_text("It goes on its way by itself")).to_be_visible()
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=45))  # still signed in: a page of theirs
    phone.goto("/you/safety-plan/")
    expect(phone.get_by_label("What I can do by myself")).to_have_value("Written long ago.")
    phone.context.set_offline(True)
    phone.goto("/you/hope/")
    expect(phone.get_by_text("It passed before mallow")).to_be_visible()
