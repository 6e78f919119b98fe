"""Searching in a browser: found and followed by keyboard and without script, on narrow and wide screens."""

import re

from playwright.sync_api import Page, expect

from tests.browser.by_form import begin
from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys


def is_indexed(site: Site) -> None:
    """Wait until the worker has indexed the words of everything."""
    import time

    deadline = time.monotonic() + 60
    while site.read("SELECT 1 FROM search_pending WHERE what = 'words'"):
        assert time.monotonic() < deadline, site.log()
        time.sleep(0.1)


def search(page: Page, site: Site, words: str) -> None:
    page.goto(f"{site.url}/search/")
    page.get_by_label("What are you looking for?").fill(words)
    page.get_by_role("main").get_by_role("button", name="Search", exact=True).click()


def test_words_are_found_shown_and_followed(site: Site, come: Come) -> None:
    is_indexed(site)
    page = come("Ben")
    page.goto(f"{site.url}/search/")
    keep(page, "search-empty")
    search(page, site, "long story slowly")
    expect(page.get_by_role("heading", name="What is nearest")).to_be_visible()
    assert page.url == f"{site.url}/search/", "what somebody looks for stands in no address"
    keep(page, "search-found")
    first = page.locator(".found").first
    expect(first.locator("mark").first).to_be_visible()
    expect(first).to_contain_text("Has your words:")
    first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/threads/[0-9a-f-]+/.*#p-[0-9a-f-]+$"))


def test_a_mistyped_word_can_be_meant(site: Site, come: Come) -> None:
    is_indexed(site)
    page = come("Ben")
    search(page, site, "storyy slowyl")
    expect(page.get_by_text("Showing what was found for “story slowly”.")).to_be_visible()
    keep(page, "search-mistyped")
    page.get_by_role("button", name="Search for “storyy slowyl” instead").click()
    expect(page.get_by_text("Showing what was found for")).to_have_count(0)


def test_nothing_found_says_what_to_do(site: Site, come: Come) -> None:
    page = come("Ben")
    search(page, site, '"xyzzy plugh"')
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    expect(page.get_by_label("What are you looking for?")).to_have_value('"xyzzy plugh"')
    keep(page, "search-nothing")
    search(page, site, "  ")
    expect(page.get_by_text("Write a word or two of what you look for.")).to_be_visible()


def test_without_script(site: Site, come: Come) -> None:
    is_indexed(site)
    page = come("Ben", java_script_enabled=False)
    search(page, site, "long story slowly")
    expect(page.locator(".found").first).to_be_visible()
    page.locator(".found").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_by_keyboard(site: Site, come: Come) -> None:
    is_indexed(site)
    page = come("Ben")
    page.goto(site.url)
    keys = Keys(page)
    keys.follow("Search")
    keys.to("What are you looking for?")
    page.keyboard.type("long story slowly")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What is nearest")).to_be_visible()
    keys.follow(page.locator(".found h3").first.inner_text())
    expect(page).to_have_url(re.compile(r"/threads/"))


def test_what_others_wrote_stands_beside_ones_own_words(site: Site, come: Come) -> None:
    ben, ada = come("Ben"), come("Ada")
    begin(
        ben,
        site.group("low-days"),
        "The clarinet in the attic",
        "My clarinet lies in the attic, and I miss the orchestra.",
    )
    thread = begin(
        ada, site.group("low-days"), "Music again", "I dusted off the clarinet and went back to the orchestra."
    )
    older = "UPDATE threads_post SET made_at = made_at - interval '2 minutes' RETURNING 1"
    assert site.read(older), "what is quite new is not offered"
    address = f"{site.url}/threads/{thread}/"
    is_indexed(site)
    site.settle()
    ada.goto(address)
    panel = ada.get_by_role("region", name="Others have written about this")
    expect(panel).to_contain_text("The clarinet in the attic")
    expect(panel).to_contain_text("Because both mention")
    keep(ada, "search-similar")
    plain = come("Ada", java_script_enabled=False)
    plain.goto(address)
    plain.get_by_role("link", name="What others have written about this").click()
    expect(plain.get_by_role("link", name="The clarinet in the attic")).to_be_visible()
