"""The directory of services in a browser: found, read, reported, checked; by keyboard, and without script."""

import re
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import ROOT, Site

DIRECTORY = ROOT / "hearten/demo/directory/organizations.json"


@pytest.fixture(scope="module")
def services(site: Site) -> Site:
    """The site with the demo's services, taken in by the command that an operator types."""
    told = subprocess.run(
        [sys.executable, "-m", "hearten", "resources", "import", str(DIRECTORY)],
        cwd=ROOT, env=site.env, capture_output=True, text=True,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    return site


def open_service(page: Page, name: str) -> None:
    page.goto(f"/services/?words={name.split()[0]}")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_the_pages_fit(services: Site, come: Come) -> None:
    page = come("Ada")
    page.goto("/services/")
    keep(page, "services-list")
    page.goto("/services/?area=Wetherdale&need=Counselling&open=on&language=Polish")
    keep(page, "services-search")
    for name in ("Lantern Street Drop-in", "Same-week Counselling", "Community College Bridge"):
        page.goto(f"/services/?over=on&words={name.split()[0]}")
        page.get_by_role("link", name=name, exact=True).click()
        keep(page, name.split()[0].lower())
    open_service(page, "Evening Table")
    page.get_by_role("link", name="Say how it was").click()
    keep(page, "services-write-note")
    page.go_back()
    page.get_by_role("link", name="Something is wrong").click()
    page.get_by_label("Something here is wrong").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()
    keep(page, "services-report")
    page.goto("/services/to-check/")
    keep(page, "services-queue")


def test_a_report_goes_round(services: Site, come: Come) -> None:
    ben, ada = come("Ben"), come("Ada")
    open_service(ben, "Wednesday Share")
    ben.get_by_role("link", name="Something is wrong").click()
    ben.get_by_label("It is closed").check()
    ben.get_by_label("Words, if you like").fill("There is a fence around it.")
    ben.get_by_role("button", name="Send").click()
    expect(ben.get_by_text("It waits to be checked.")).to_be_visible()
    mine = ben.url
    ada.goto("/services/to-check/")
    ada.get_by_role("link", name="Wednesday Share").click()
    expect(ada.get_by_text("There is a fence around it.")).to_be_visible()
    keep(ada, "services-check")
    ada.get_by_label("It is closed for good").check()
    ada.get_by_label("I was there").check()
    ada.get_by_label("What is so now").fill("The lot is being built on.")
    ada.get_by_label("Your answer to them").fill("You are right, thank you.")
    ada.get_by_role("button", name="Write it down").click()
    expect(ada.get_by_text("This service is closed")).to_be_visible()
    keep(ada, "services-closed")
    services.settle()
    ben.goto(mine)
    expect(ben.get_by_text("You are right, thank you.")).to_be_visible()
    keep(ben, "services-answer")
    ben.goto("/services/?words=Wednesday")
    expect(ben.get_by_role("link", name="Wednesday Share", exact=True)).to_have_count(0)


def test_how_it_was_is_told_in_a_group(services: Site, come: Come) -> None:
    for name, weeks, respect in (("Ben", "2", "Yes"), ("Ada", "9", "Mixed")):
        page = come(name)
        open_service(page, "Talking Therapies")
        page.get_by_role("link", name="Say how it was").click()
        if page.get_by_label("In which group").count():
            page.get_by_label("In which group").select_option(services.ids["low-days"])
        page.get_by_label("How many weeks did you wait?").fill(weeks)
        page.get_by_role("group", name="Were you treated with respect?").or_(
            page.get_by_role("radiogroup", name="Were you treated with respect?")
        ).get_by_label(respect, exact=True).check()
        page.get_by_label("A few words, if you like").fill("They rang back on the same day.")
        page.get_by_role("button", name="Tell my group").click()
        expect(page.get_by_text(re.compile("^Told."))).to_be_visible()
    expect(page.get_by_text("2 people: waits of 2 to 9 weeks.")).to_be_visible()
    keep(page, "services-notes")


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "no script"])
def test_finding_works_by_keyboard_and_without_script(services: Site, come: Come, options: dict[str, Any]) -> None:
    page = come("Dov", **options)
    page.goto("/services/")
    page.get_by_label("What do you need?").focus()
    page.keyboard.type("allotment")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Thursday Allotment")).to_be_visible()
    page.get_by_role("link", name="Thursday Allotment").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What happens when you call")).to_be_visible()
