"""Beside the clinic in a browser: a routine in one tap, a preparation that somebody looks at, two who practise."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys

LAST = "23:59"  # a time of today that has not gone by
KNOWN = "UPDATE members_profile SET adult_attested_at = now() - interval '9 days' RETURNING 1"
SAID = "I would like to think about this before I decide."


def test_a_routine_and_a_diary(site: Site, come: Come) -> None:
    page = come("Ben", timezone_id="Europe/Berlin")
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto("/you/")
    page.get_by_role("link", name="My routine").click()
    expect(page.get_by_role("heading", name="Nothing here yet")).to_be_visible()
    keep(page, "care-routine-empty")
    page.get_by_role("link", name="Add something").click()
    page.get_by_label("What you call it").fill("The small round one")
    page.get_by_label("Time 1").fill(LAST)
    page.get_by_label("Remind me at these times").check()
    keep(page, "care-routine-new")
    page.get_by_label("Your time zone").select_option("UTC")
    page.get_by_role("button", name="Put it on my list").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    keep(page, "care-routine-today")
    Keys(page).follow(f"Skipped: The small round one, {LAST}")
    expect(page.get_by_text("You said: Skipped")).to_be_visible()
    keep(page, "care-routine-said")
    page.get_by_role("link", name=re.compile("^Reason:")).click()
    page.get_by_label("Your words").fill("I was on a night train.")
    keep(page, "care-reason")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("I was on a night train.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Undo:")).click()
    expect(page.get_by_text("You said")).to_have_count(0)
    _one_of_them(page)
    _diary(page)


def _one_of_them(page: Page) -> None:
    page.get_by_role("link", name="The small round one").click()
    keep(page, "care-routine-one")
    page.get_by_role("link", name="Change the times").click()
    keep(page, "care-routine-times")
    page.get_by_role("link", name="Go back").click()
    page.get_by_role("button", name="Let it rest").click()
    expect(page.get_by_text("It rests.")).to_be_visible()
    page.goto("/you/routine/list/")
    expect(page.get_by_text("resting since")).to_be_visible()
    keep(page, "care-list")


def _diary(page: Page) -> None:
    page.goto("/you/effects/")
    page.get_by_role("button", name="Put it in my diary").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a feeling or write a few words first.")
    page.get_by_label("tired").check()
    page.get_by_label("In my own words").fill("Slow until noon.")
    keep(page, "care-diary-new")
    page.get_by_role("button", name="Put it in my diary").click()
    expect(page.get_by_text("tired: Slow until noon.")).to_be_visible()
    keep(page, "care-diary")


def test_a_preparation_somebody_looks_at_without_script(site: Site, come: Come) -> None:
    ben, ada = come("Ben", java_script_enabled=False), come("Ada", java_script_enabled=False)
    ben.set_viewport_size({"width": 320, "height": 900})
    address = _prepare(ben)
    _look_at_prepared(ben, ada, address)
    ben.goto(f"{address}after/")
    ben.get_by_label("My next step").fill("Call on Monday.")
    ben.get_by_role("button", name="Keep this").click()
    expect(ben.get_by_text("Call on Monday.")).to_be_visible()


def _prepare(ben: Page) -> str:
    ben.goto("/you/appointments/")
    ben.get_by_label("With whom").fill("the clinic")
    ben.get_by_role("button", name="Begin").click()
    expect(ben.get_by_role("heading", name="the clinic")).to_be_visible()
    address = ben.url
    ben.get_by_label("What matters to me").fill("To sleep again.")
    ben.get_by_role("button", name="Keep this").click()
    for question in ("How long does it take?", "What else is there?"):
        ben.get_by_label("Another question").fill(question)
        ben.get_by_role("button", name="Add it").click()
        expect(ben.get_by_role("listitem").filter(has_text=question)).to_be_visible()
    ben.get_by_role("button", name="Up: What else is there?").click()
    expect(ben.get_by_role("listitem").filter(has_text="?").first).to_contain_text("What else is there?")
    assert ben.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ben.goto(f"{address}sheet/")
    expect(ben.get_by_text("To sleep again.")).to_be_visible()
    return address


def _look_at_prepared(ben: Page, ada: Page, address: str) -> None:
    ben.goto(f"{address}invites/")
    ben.get_by_label("Ada").first.check()
    ben.get_by_role("button", name="Let them look for 48 hours").click()
    expect(ben.get_by_text("They have not looked yet.")).to_be_visible()
    ada.goto("/you/appointments/")
    ada.get_by_role("link", name="What Ben prepares").click()
    expect(ada.get_by_text("To sleep again.")).to_be_visible()
    ada.get_by_label("Your words").fill("Ask when you hear from them.")
    ada.get_by_role("button", name="Suggest it").click()
    expect(ada.get_by_text("Ask when you hear from them.")).to_be_visible()
    ben.goto(address)
    expect(ben.get_by_text("They looked:")).to_be_visible()
    expect(ben.get_by_text("Ask when you hear from them.")).to_be_visible()
    ben.get_by_role("button", name=re.compile("^End this now")).click()
    expect(ben.get_by_text("Cannot look any more.")).to_be_visible()
    ada.reload()
    expect(ada.get_by_text("To sleep again.")).to_have_count(0)


def test_what_i_want_to_say_is_practised(site: Site, come: Come) -> None:
    ben, ada = come("Ben"), come("Ada")
    site.read(KNOWN)
    ben.goto("/you/what-i-want-to-say/")
    ben.get_by_text("I am asked to decide at once").click()
    keep(ben, "care-statements")
    ben.get_by_role("link", name="Make it mine: I am asked to decide at once").click()
    keep(ben, "care-statement")
    ben.get_by_role("button", name="Keep this").click()
    expect(ben.get_by_role("heading", name="My own")).to_be_visible()
    ada.goto("/practising/")
    ada.get_by_role("button", name="Let people of my groups ask me").click()
    expect(ada.get_by_text("People of your groups can ask you now.")).to_be_visible()
    ben.goto("/practising/ask/")
    ben.get_by_label("Ada").first.check()
    ben.get_by_label("Saying no, and that I would like to think about it").check()
    keep(ben, "care-practice-ask")
    ben.get_by_role("button", name="Ask them").click()
    expect(ben.get_by_text("No answer yet.")).to_be_visible()
    _turns(ben, ada, ben.url)


def _turns(ben: Page, ada: Page, address: str) -> None:
    ada.goto(address)
    keep(ada, "care-practice-asked")
    ada.get_by_role("button", name="Yes, let us practise").click()
    expect(ada.get_by_text("It is their turn.")).to_be_visible()
    ben.goto(address)
    ben.get_by_label("Your words").fill(f"{SAID} Write to ben@example.org.")
    ben.get_by_role("button", name="Say it").click()
    expect(ben.get_by_role("alert")).to_contain_text("ben@example.org")
    expect(ben.get_by_label("Your words")).to_have_value(f"{SAID} Write to ben@example.org.")
    ben.get_by_label("Your words").fill(SAID)
    keep(ben, "care-practice-turn")
    ben.get_by_role("button", name="Say it").click()
    expect(ben.get_by_role("list", name="What was said")).to_contain_text(SAID)
    expect(ada.get_by_text("There is something new here.")).to_be_visible()  # by itself, and her page waits for her
    keep(ada, "care-practice-news")
    ada.get_by_role("link", name="Show it").click()
    expect(ada.get_by_role("list", name="What was said")).to_contain_text(SAID)
    ada.get_by_label("Your words").fill("I need your answer today.")
    ada.get_by_role("button", name="Say it").click()
    expect(ada.get_by_text("It is their turn.")).to_be_visible()
    keep(ada, "care-practice")
    ben.reload()
    ben.get_by_role("button", name="Stop").click()
    expect(ben.get_by_text("Stopped.")).to_be_visible()
    ben.goto(f"{address}report/")
    keep(ben, "care-practice-report")
