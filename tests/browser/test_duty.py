"""Looking after somebody, by keyboard: an alert, taking it, steps, handing over; a second person closes it."""

import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import AXE, OVERFLOWS, RUN_AXE, TAGS
from tests.browser.site import Site
from tests.browser.test_every_page import NARROW
from tests.browser.test_keyboard import Keys, heading

HARD = "I have the pills here and I am going to end it tonight. The house is quiet."
WITHIN_S = 60


def write(site: Site, come: Come) -> None:
    """Reply as Ben, without script, and wait until people were asked. What other tests left open is put aside."""
    site.read("UPDATE safety_concern SET closed_at = now(), outcome = 'talked' WHERE closed_at IS NULL RETURNING id")
    site.read("DELETE FROM notices_notice WHERE kind = 'concern' RETURNING id")
    page = come("Ben", java_script_enabled=False)
    page.goto(site.thread(site.ids["to-answer"]))
    page.locator("#reply").get_by_label("Your words").fill(HARD)
    page.locator("#reply").get_by_role("button", name="Reply", exact=True).click()
    asked = """SELECT 1 FROM safety_alert a JOIN safety_concern c ON c.id = a.concern_id
        JOIN threads_post p ON p.id = c.about WHERE p.body = %s"""
    deadline = time.monotonic() + WITHIN_S
    while not site.read(asked, HARD):
        assert time.monotonic() < deadline, site.log()
        time.sleep(0.2)


def fits(page: Page) -> None:
    """Readable by a screen reader, and nothing is cut off on a narrow phone."""
    page.evaluate(AXE)
    page.evaluate("scrollTo(0, 0)")  # a link halfway under the bar on top would count as a small one
    assert page.evaluate(RUN_AXE, TAGS) == []
    wide = page.viewport_size
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # Playwright's own shape
    assert page.evaluate(OVERFLOWS) == ""
    page.set_viewport_size(wide)  # type: ignore[arg-type]


def test_from_the_alert_to_the_second_person_who_closes_it(site: Site, come: Come) -> None:
    write(site, come)
    page = come("Ada", reduced_motion="reduce")
    keys = Keys(page)
    page.goto("/news/")
    keys.follow("Somebody asks you to look")
    heading(page, "A short course first")
    fits(page)
    keys.follow("Take it now")
    expect(page.get_by_text("You look after this now.")).to_be_visible()
    expect(page.get_by_text(HARD)).to_have_count(0)
    keys.follow("Show the words")
    expect(page.get_by_text(HARD)).to_be_visible()
    fits(page)
    keys.follow("I replied")
    expect(page.get_by_text("Written down.")).to_be_visible()
    keys.follow("Ask them too")
    expect(page.get_by_text("The people who run this place can see this too now.")).to_be_visible()
    keys.type("Your note", "They answered me once. Please stay with them.")
    keys.follow("Hand over with this note")
    heading(page, "Looking after people")
    expect(page.get_by_text("Handed over.")).to_be_visible()
    fits(page)
    _close(site, come("Mo", reduced_motion="reduce"))


def _close(site: Site, page: Page) -> None:
    """Mo, of the staff, takes it over without reading in the group, and closes it."""
    keys = Keys(page)
    page.goto("/duty/")
    keys.follow("Take it")
    expect(page.get_by_text("You cannot read this from here.")).to_be_visible()
    expect(page.get_by_text("They answered me once.")).to_be_visible()
    fits(page)
    keys.follow("Close it")
    expect(page.get_by_role("alert")).to_contain_text("Choose how it is now.")
    keys.to("We talked, and they are safe for now")
    keys.press("Space")
    keys.follow("Close it")
    heading(page, "After a shift")
    fits(page)
    log = """SELECT l.what FROM safety_logentry l JOIN safety_concern c ON c.id = l.concern
        JOIN threads_post p ON p.id = c.about WHERE p.body = %s AND l.by IS NOT NULL ORDER BY l.number"""
    done = [what for (what,) in site.read(log, HARD)]
    assert done == ["claimed", "read", "contacted", "escalated", "claimed", "closed"]


def test_a_shift_without_script_and_what_the_group_sees_of_it(site: Site, come: Come) -> None:
    page = come("Ada", java_script_enabled=False)
    page.goto(f"{site.group('low-days')}about/")
    page.get_by_role("link", name="Looking after people").click()
    page.get_by_role("link", name="Low days").first.click()
    page.get_by_label("From").fill("18:00")
    page.get_by_label("Day").fill(site.read("SELECT (now() + interval '2 days')::date::text")[0][0])
    page.get_by_role("button", name="Take this shift").click()
    expect(page.get_by_text("You are on the rota.")).to_be_visible()
    page = come("Ben")
    page.goto(f"{site.group('low-days')}about/")
    expect(page.get_by_text("The next time is:")).to_be_visible()
    fits(page)


def test_what_is_said_to_everybody_in_advance(come: Come) -> None:
    page = come()
    page.goto("/how-we-look-after-each-other/")
    fits(page)
    assert "is never done" in page.inner_text("main")
