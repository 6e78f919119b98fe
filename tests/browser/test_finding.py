"""Finding a group in a browser: by keyboard, without script, back and forth, and how each page looks."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.test_keyboard import Keys

WORDS = "I am afraid of the bus stop, and the nights are long"


def question(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def go(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def path(page: Page) -> str:
    return str(page.evaluate("location.pathname + location.search + location.hash"))


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "no script"])
def test_a_visitor_finds_a_group_and_loses_nothing_on_the_way_back(come: Come, options: dict[str, Any]) -> None:
    page = come(**options)
    page.goto("/")
    page.get_by_role("link", name="Find a group that fits").click()
    question(page, "What brings you?")
    page.get_by_label("going out", exact=True).check()
    page.get_by_label("In a few words of your own, if you like").fill(WORDS)
    go(page, "Next question")
    question(page, "How do you like to meet?")
    page.get_by_label("in writing, any time").check()
    go(page, "Back")
    expect(page.get_by_label("going out", exact=True)).to_be_checked()
    expect(page.get_by_label("In a few words of your own, if you like")).to_have_value(WORDS)
    go(page, "Next question")
    expect(page.get_by_label("in writing, any time")).to_be_checked()
    go(page, "Skip this question")
    question(page, "When do you have time?")
    page.get_by_label("Evening, 17 to 22").check()
    page.get_by_label("Your time zone").select_option("Europe/Berlin")
    go(page, "Next question")
    question(page, "Which languages do you speak?")
    page.get_by_label("English").check()
    go(page, "Show me groups")
    question(page, "Groups for you to look at")
    first = page.get_by_role("article").first
    expect(first.get_by_role("link", name="Panic, worry and going out anyway")).to_be_visible()
    expect(first.get_by_text("It is about what you chose: going out.")).to_be_visible()
    expect(first.get_by_text("You can join at once.")).to_be_visible()
    expect(page.get_by_text("Skipped", exact=False)).to_be_visible()
    assert path(page) == "/find-a-group/groups/"
    page.get_by_role("button", name="Change: How you like to meet").click()
    expect(page.get_by_label("in writing, any time")).to_be_checked()
    go(page, "Show me groups now")
    expect(page.get_by_text("It meets as you wished: in writing, any time").first).to_be_visible()
    page.get_by_role("link", name="Panic, worry and going out anyway").click()
    question(page, "Panic, worry and going out anyway")


def test_the_whole_way_by_keyboard(come: Come) -> None:
    page = come("Dov", reduced_motion="reduce")
    keys = Keys(page)
    page.goto("/groups/")
    keys.follow("Find one by four short questions")
    question(page, "What brings you?")
    keys.to("panic")
    keys.press("Space")
    keys.type("In a few words of your own", "and the bus")
    keys.follow("Next question")
    question(page, "How do you like to meet?")
    keys.to("audio meetings")
    keys.press("Space")
    keys.follow("Next question")
    question(page, "When do you have time?")
    keys.to("Evening")
    keys.press("Space")
    keys.follow("Skip this question")
    question(page, "Which languages do you speak?")
    keys.follow("Show me groups")
    question(page, "Groups for you to look at")
    keys.to("Panic, worry and going out anyway")
    keys.follow("Change: When you have time")
    expect(page.get_by_label("Evening, 17 to 22")).to_be_checked()
    assert path(page) == "/find-a-group/when/"


def test_the_pages_fit_and_nothing_stays_on_the_device(come: Come) -> None:
    page = come()
    for name, address in (("brings", ""), ("how", "how/"), ("when", "when/"), ("language", "language/")):
        page.goto(f"/find-a-group/{address}")
        keep(page, f"finding-{name}")
    page.goto("/find-a-group/")
    page.get_by_label("In a few words of your own, if you like").fill("a word " * 60)
    go(page, "Next question")
    expect(page.get_by_role("alert").get_by_text("too long.")).to_be_visible()
    keep(page, "finding-too-long")
    page.get_by_label("In a few words of your own, if you like").fill("I want to end it all, and I am afraid")
    go(page, "Show me groups now")
    expect(page.get_by_role("heading", name="Before anything else")).to_be_visible()
    keep(page, "finding-help-first")
    page.goto("/find-a-group/")
    page.get_by_label("panic", exact=True).check()
    page.get_by_label("In a few words of your own, if you like").fill(WORDS)
    go(page, "Show me groups now")
    question(page, "Groups for you to look at")
    keep(page, "finding-groups")
    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) + document.cookie")
    assert "bus" not in kept and "panic" not in kept
    page.goto("/find-a-group/")
    expect(page.get_by_label("In a few words of your own, if you like")).to_have_value("")
