"""A summary in a browser: chosen by keyboard, told how it fits, saved as a page and for a health record; by form."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from hearten.handover.tests.reading_pdf import Pdf
from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.test_keyboard import Keys

WORDS = "Mornings are heavy, and I would like to sleep."


def plan(page: Page) -> None:
    """Keep a safety plan, and something that one would like to do."""
    page.goto("/you/safety-plan/")
    page.get_by_label("What it is like when it begins").fill("I stop answering.")
    page.get_by_role("button", name="Keep my plan").click()
    expect(page.get_by_text("Your plan is kept.")).to_be_visible()


def fill_in(page: Page) -> None:
    """Fill in a questionnaire, leaving out nothing."""
    page.goto("/measures/fill/phq-8/")
    for box in page.locator("fieldset").all():
        box.get_by_label("Several days").check()
    page.locator("main form button").last.click()
    expect(page).not_to_have_url("/measures/fill/phq-8/")


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    return Path(coming.value.path()).read_bytes()


def test_a_summary_is_chosen_seen_and_saved(come: Come) -> None:
    page = come("Ben")
    page.goto("/summary/")
    keep(page, "summary-empty")
    plan(page)
    fill_in(page)
    page.goto("/you/")
    page.get_by_role("link", name="A summary to take along").click()
    expect(page.get_by_role("heading", name="A summary to take along")).to_be_visible()
    page.get_by_label("What I would like you to know").fill(WORDS)
    page.get_by_label("PHQ-8").first.check()
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    keep(page, "summary-choosing")
    page.get_by_label("What I would like you to know").focus()
    Keys(page).follow("See how it fits")
    expect(page.get_by_text("It fits on one page")).to_be_visible()
    keep(page, "summary-fits")
    told = Pdf(saved(page, "Save the page (PDF)"))
    assert told.pages == 1 and WORDS in told.text() and "8 of 24" in told.text()
    assert "I stop answering." not in told.text()
    record = json.loads(saved(page, "Save it for a health record (FHIR)"))
    assert WORDS in json.dumps(record) and record["type"] == "document"
    Path(".screens").is_dir() and Path(".screens/summary.pdf").write_bytes(saved(page, "Save the page (PDF)"))


def test_a_draft_comes_back_with_its_words_and_never_with_a_safety_plan_ticked(come: Come) -> None:
    page = come("Ada")
    plan(page)
    page.goto("/summary/")
    page.get_by_text("More that is yours").click()
    page.get_by_label("What it is like when it begins").check()
    page.get_by_label("Letter").check()
    page.get_by_label("What I ask of you").fill(WORDS)  # last: without words nothing is kept yet
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.reload()
    expect(page.get_by_label("What I ask of you")).to_have_value(WORDS)
    expect(page.get_by_label("Letter")).to_be_checked()
    page.get_by_text("More that is yours").click()
    expect(page.get_by_label("What it is like when it begins")).not_to_be_checked()


def test_too_much_is_told_and_shortened_without_script(come: Come) -> None:
    page = come("Cleo", java_script_enabled=False)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto("/summary/")
    page.get_by_role("button", name="See how it fits").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick something or write a few words first.")
    page.get_by_label("What I would like you to know").fill("One line.\n" * 140)
    page.get_by_role("button", name="See how it fits").click()
    expect(page.get_by_role("alert")).to_contain_text("This is more than one page")
    if Path(".screens").is_dir():
        page.screenshot(path=".screens/summary-long.png", full_page=True)
    page.get_by_label("What I would like you to know").fill(WORDS)
    page.get_by_role("button", name="See how it fits").click()
    expect(page.get_by_text("It fits on one page")).to_be_visible()
    assert WORDS in Pdf(saved(page, "Save the page (PDF)")).text()
    page.get_by_role("button", name="Remember my ticks").click()
    expect(page.get_by_text("Your ticks are remembered.")).to_be_visible()
    expect(page.get_by_label("What I would like you to know")).to_have_value(WORDS)
    page.get_by_role("button", name="Forget my ticks").click()
    expect(page.get_by_text("Your ticks are forgotten.")).to_be_visible()
