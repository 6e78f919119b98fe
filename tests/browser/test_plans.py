"""Getting through the week in a browser: a plan by keyboard and without script, days, a circle, looking back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys


def begin(page: Page, site: Site, words: str) -> None:
    page.goto(f"{site.url}/plan/begin/")
    page.get_by_label("In your own words").fill(words)
    page.get_by_label("Why it matters to you").fill("The flat gets small when I stay in it all day long.")
    keep(page, "plan-begin")
    page.get_by_role("button", name="Put it into my plan").click()
    expect(page.get_by_role("heading", name="My plan")).to_be_visible()


def test_a_plan_is_begun_checked_off_and_shown_in_a_circle(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(f"{site.url}/plan/")
    keep(page, "plan-empty")
    begin(page, site, "Go out for ten minutes, whatever the weather is like")
    keep(page, "plan-today")
    Keys(page).follow("Done: Go out for ten minutes, whatever the weather is like")
    expect(page.get_by_role("button", name=re.compile("^Take back"))).to_be_visible()
    page.get_by_role("link", name="Go out for ten minutes, whatever the weather is like").click()
    expect(page.get_by_role("heading", name="The last days")).to_be_visible()
    page.get_by_text("Change how often").click()
    expect(page.get_by_label("Monday")).to_be_hidden()
    page.get_by_label("On certain days of the week").check()
    expect(page.get_by_label("Monday")).to_be_visible()
    keep(page, "plan-thing")
    circle(page, come("Ada"), site)


def circle(ben: Page, ada: Page, site: Site) -> None:
    """Ben asks Ada; she says yes; he shows her what he did, and she sees it."""
    ben.goto(f"{site.url}/plan/circles/")
    keep(ben, "circles-none")
    ben.get_by_role("link", name="With people of low days").click()
    ben.get_by_role("checkbox", name="Ada").check()
    keep(ben, "circle-begin")
    ben.get_by_role("button", name="Ask them").click()
    expect(ben.get_by_text("Asked: Ada.")).to_be_visible()
    ada.goto(f"{site.url}/plan/circles/")
    ada.get_by_role("link", name=re.compile("Ben")).click()
    expect(ada.get_by_role("heading", name="Would you like to be in this circle?")).to_be_visible()
    keep(ada, "circle-asked")
    ada.get_by_role("button", name="Yes").click()
    expect(ada.get_by_role("heading", name="What I show here")).to_be_visible()
    ben.get_by_role("link", name="Choose what I show").click()
    ben.get_by_label("Done, or not yet").check()
    ben.get_by_label("What it is called for them").fill("Something outdoors")
    keep(ben, "circle-showing")
    ben.get_by_role("button", name=re.compile("^Keep this")).click()
    expect(ben.get_by_text("From today on it is so. Nothing of an earlier day is shown.")).to_be_visible()
    ada.get_by_role("link", name="Back to the circle").click()
    expect(ada.get_by_text("Something outdoors")).to_be_visible()
    expect(ada.get_by_text("Go out for ten minutes")).to_have_count(0)
    keep(ada, "circle")


def test_days_are_noted_down_shown_and_looked_back_at(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(f"{site.url}/plan/days/")
    page.get_by_text("How is it now?").click()
    keep(page, "days-check-in")
    page.get_by_role("button", name="tired").click()
    expect(page.get_by_role("link", name="Check-in: tired")).to_be_visible()
    page.get_by_role("link", name="Write a setback").click()
    page.get_by_label("Your words").fill("I stayed in bed for two days, and then I did not.")
    page.get_by_label("What helped").fill("A few words from the circle")
    keep(page, "days-setback")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Nobody but you sees it.")).to_be_visible()
    page.get_by_role("link", name="Show it to somebody").click()
    expect(page.get_by_role("heading", name="Who may see it?")).to_be_visible()
    page.get_by_label(re.compile(r"^Ada \(")).first.check()
    keep(page, "days-show")
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_role("heading", name="Who sees something of it")).to_be_visible()
    keep(page, "days-entry")
    page.goto(f"{site.url}/plan/shown/")
    keep(page, "days-shown")
    page.goto(f"{site.url}/plan/days/")
    page.get_by_role("link", name="Look back at this month").click()
    expect(page.get_by_text("A few words from the circle")).to_be_visible()
    keep(page, "look-back")
    counted(page, site)


def counted(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/plan/milestones/begin/")
    page.get_by_label("What is it?").fill("Days out of bed before noon")
    page.get_by_label("Days, by themselves").check()
    page.get_by_label("From which day?").fill("2024-02-29")
    keep(page, "milestone-begin")
    page.get_by_role("button", name="Count it").click()
    expect(page.get_by_text("The longest stretch")).to_be_visible()
    page.get_by_role("button", name=re.compile("^I had a setback")).click()
    expect(page.get_by_text("Every number stays as it is")).to_be_visible()
    keep(page, "milestones")


def test_a_plan_works_without_script(site: Site, come: Come) -> None:
    page = come("Ada", java_script_enabled=False)
    page.goto(f"{site.url}/plan/begin/")
    page.get_by_role("button", name="Put it into my plan").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what you would like to do.")
    page.get_by_label("In your own words").fill("Tea")
    page.get_by_role("button", name="Put it into my plan").click()
    page.get_by_role("button", name="Done: Tea").click()
    page.get_by_role("button", name="Take back: Tea").click()
    expect(page.get_by_text("Taken back. The day is open again.")).to_be_visible()
