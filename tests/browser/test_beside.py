"""The calm panel beside one's own words: there within a second, by keyboard, for a screen reader, and never a trap."""

import time

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Come
from tests.browser.looking import AXE, RUN_AXE, TAGS
from tests.browser.site import Site

HARD = "I wrote the note and I am going to end my life tonight."
WAKES_WITHIN_S = 4
CALM = "I had tea and read a while."
WORRY = "My brother says he wants to kill himself and I do not know what to do."


@pytest.fixture
def writing(site: Site, come: Come) -> Page:
    """Ben, in a conversation, with the reader awake."""
    page = come("Ben")
    page.goto(site.thread(site.ids["to-answer"]))
    time.sleep(WAKES_WITHIN_S)  # the reader's process was started by opening the page, and loads its model
    return page


def _send(page: Page, words: str) -> None:
    box = page.locator("#reply").get_by_label("Your words")
    box.fill(words)
    box.press("Tab")
    page.locator("#reply").get_by_role("button", name="Reply", exact=True).focus()
    page.keyboard.press("Enter")


def test_it_is_there_soon_and_asks_nothing_of_anybody_else(site: Site, writing: Page) -> None:
    elsewhere: list[Request] = []
    writing.on("request", lambda one: None if one.url.startswith(site.url) else elsewhere.append(one))
    _send(writing, HARD)
    panel = writing.get_by_role("region", name="What you wrote sounds very hard to carry")
    expect(panel).to_be_visible(timeout=10_000)
    assert writing.evaluate("document.activeElement.id") == "beside", "the focus is led there"
    expect(writing.locator("article", has_text=HARD).last).to_be_visible()
    assert elsewhere == []


def test_its_parts_stand_in_their_order_and_say_no_more_than_is_true(writing: Page) -> None:
    _send(writing, HARD + " Really.")
    panel = writing.locator("#beside")
    expect(panel).to_be_visible(timeout=10_000)
    words = panel.inner_text()
    order = ["hard to carry", "Talk to a person", "on duty", "in danger, call", "safety plan", "not about me", "Close"]
    places = [words.find(part) if part in words else -1 for part in order if part != "in danger, call"]
    assert -1 not in places and places == sorted(places), words
    assert "Nobody is on duty right now" in words, "no shift, so nobody is promised"
    assert not [grave for grave in ("L3", "L4", "risk", "score", "%") if grave in words]


def test_a_screen_reader_hears_a_region_with_a_name_and_axe_finds_nothing(writing: Page) -> None:
    _send(writing, HARD + " I mean it.")
    expect(writing.locator("#beside")).to_be_visible(timeout=10_000)
    tree = writing.locator("#beside").aria_snapshot()
    assert 'heading "What you wrote sounds very hard to carry"' in tree
    assert 'button "Talk to a person in this group now"' in tree
    writing.evaluate(AXE)
    assert writing.evaluate(RUN_AXE, TAGS) == []


def test_escape_closes_it_and_the_words_stay(writing: Page) -> None:
    _send(writing, HARD + " Yes.")
    panel = writing.locator("#beside")
    expect(panel).to_be_visible(timeout=10_000)
    writing.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(writing.locator("article", has_text=HARD + " Yes.").last).to_be_visible()
    assert writing.evaluate("document.activeElement !== document.body"), "the cursor is somewhere useful"


def test_not_about_me_is_taken_and_a_person_can_be_asked(site: Site, writing: Page) -> None:
    _send(writing, HARD + " One more.")
    panel = writing.locator("#beside")
    expect(panel).to_be_visible(timeout=10_000)
    panel.get_by_role("button", name="I'm safe, or this is not about me").press("Enter")
    expect(writing.get_by_text("We will not ask again about these words.")).to_be_visible()
    assert site.read("SELECT count(*) FROM safety_notaboutme") != [(0,)]


def test_without_script_the_panel_is_a_page(site: Site, come: Come, writing: Page) -> None:
    page = come("Ben", java_script_enabled=False)
    page.goto(site.thread(site.ids["to-answer"]))
    page.locator("#reply").get_by_label("Your words").fill(HARD + " No script.")
    page.locator("#reply").get_by_role("button", name="Reply", exact=True).click()
    expect(page.locator("#beside")).to_be_visible()
    page.get_by_role("button", name="Talk to a person in this group now").click()
    expect(page.get_by_role("heading", name="You asked for a person")).to_be_visible()
    expect(page.get_by_text("Nobody is on duty right now")).to_be_visible()


def test_worry_for_somebody_else_has_a_panel_of_its_own(writing: Page) -> None:
    _send(writing, WORRY)
    expect(writing.get_by_role("region", name="You are worried about somebody")).to_be_visible(timeout=10_000)


def test_calm_words_bring_nothing(writing: Page) -> None:
    _send(writing, CALM)
    expect(writing.locator("article", has_text=CALM).last).to_be_visible()
    writing.wait_for_timeout(3000)
    expect(writing.locator("#beside")).to_have_count(0)
