"""What helps, in a browser: a card shared and tried, both sides of it, found again, without script and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.by_form import join_group, join_site
from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys


def share(page: Page, site: Site, title: str) -> str:
    """Share a card in "low days"; the address of its page."""
    page.goto(f"{site.group('low-days')}library/write/")
    page.get_by_label("Its name, in a few words").fill(title)
    page.get_by_label("What I do", exact=True).fill("I set one alarm, and put the phone across the room.")
    page.get_by_label("Step by step").fill("Put the phone on the shelf.\nFill a glass of water.\nWhen it rings, drink.")
    page.get_by_label("When it fits").fill("When getting up is the hardest part of the day.")
    page.get_by_label("What can go wrong").fill("On some days I go back to bed. Then I only drink the water.")
    for name in ("Getting through the day", "Mornings", "Low mood", "Little energy", "About a minute", "Alone", "Free"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Share it with the group").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def tell(page: Page, card: str, how: str, words: str) -> None:
    page.goto(card)
    page.get_by_role("link", name="I tried this").click()
    page.get_by_label(how, exact=True).check()
    page.get_by_label("The first time", exact=True).check()
    page.get_by_label("In your words").fill(words)
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text(words)).to_be_visible()


@pytest.fixture
def third(site: Site, come: Come) -> Page:
    page = come()
    name = f"Third {site.read('SELECT count(*) FROM members_member')[0][0]}"
    join_site(page, name)
    join_group(page, site.group("low-days"), name)
    return page


def test_a_card_is_shared_tried_and_shown_from_both_sides(site: Site, come: Come, third: Page) -> None:
    ada, ben = come("Ada"), come("Ben")
    ada.goto(f"{site.group('low-days')}library/")
    keep(ada, "library-empty")
    ada.goto(f"{site.group('low-days')}library/write/")
    keep(ada, "library-write")
    ada.get_by_role("button", name="Share it with the group").click()
    expect(ada.get_by_role("alert")).to_contain_text("Give it a name of a few words")
    keep(ada, "library-write-again")
    card = share(ada, site, "One alarm and a glass of water")
    keep(ada, "library-card-new")
    tell(ben, card, "It helped", "The water did it. I have not missed a morning shift since.")
    tell(third, card, "It made things worse", "I lay there and hated the sound.")
    sides = ada.locator(".two-sides")
    ada.goto(card)
    expect(sides.get_by_role("heading", name="It helped")).to_be_visible()
    expect(sides.get_by_role("heading", name="It made things worse")).to_be_visible()
    expect(ada.get_by_text("1 of 2 people here say it helped.")).to_be_visible()
    keep(ada, "library-card")
    ben.goto(f"{card}tried/")
    keep(ben, "library-tried")
    share(ben, site, "Shoes beside the bed")
    ada.goto(f"{site.group('low-days')}library/")
    keep(ada, "library-list")
    for name, page, address in [
        ("history", ada, f"{card}history/"), ("withdrawal", ada, f"{card}withdrawal/"), ("flag", ben, f"{card}flag/"),
        ("looks", ada, f"{site.group('low-days')}library/looks/"),
    ]:  # fmt: skip
        page.goto(address)
        keep(page, f"library-{name}")


def test_what_fits_is_found_without_script(site: Site, come: Come) -> None:
    page = come("Ben", java_script_enabled=False)
    card = share(page, site, "On paper")
    tell(come("Ada", java_script_enabled=False), card, "Mixed", "Some days, not others.")
    page.goto(f"{site.group('low-days')}library/")
    page.get_by_text("Find what fits today").click()
    page.get_by_label("Situation").select_option("Mornings")
    page.get_by_label("Time at most").select_option("About a minute")
    page.get_by_label("is free").check()
    page.get_by_role("button", name="Show what fits").click()
    expect(page.get_by_role("link", name="On paper")).to_be_visible()
    page.get_by_label("Situation").select_option("Grief")
    page.get_by_role("button", name="Show what fits").click()
    expect(page.get_by_text("Nothing here fits all of that")).to_be_visible()


def test_a_look_at_a_card(site: Site, come: Come, third: Page) -> None:
    ada, ben = come("Ada"), come("Ben")
    card = share(ben, site, "A list on the fridge")
    ada.goto(card)
    ada.get_by_role("link", name="Look at it for the group").click()
    ada.get_by_label("What you looked at").fill("Nothing in it can hurt.")
    ada.get_by_role("button", name="Ask a second person").click()
    third.goto(card)
    third.get_by_role("link", name="Look at it", exact=True).click()
    keep(third, "library-second")
    third.get_by_label("What you looked at").fill("I see it the same way.")
    third.get_by_role("button", name="I have looked, too").click()
    expect(third.get_by_text("Two people of this group looked at it.", exact=True)).to_be_visible()
    third.goto(f"{card}flag/")
    third.get_by_label("It is not true any more").check()
    third.get_by_role("button", name="Ask for a look").click()
    third.goto(card)
    expect(third.get_by_role("heading", name="This card waits for a look")).to_be_visible()
    keep(third, "library-waits")
    ben.goto(card)
    keep(ben, "library-card-waits")
    ada.goto(f"{card}answer/")
    keep(ada, "library-answer")
    ada.get_by_label("It stays as it is, and is back in the list").check()
    ada.get_by_label("Why?").fill("I asked around. It is still true.")
    ada.get_by_role("button", name="Answer").click()
    third.goto(f"{card}flag/")
    expect(third.get_by_text("It is still true.")).to_be_visible()


def test_by_keyboard_alone(site: Site, come: Come) -> None:
    card = share(come("Ada"), site, "By keyboard")
    page = come("Ben", reduced_motion="reduce")
    page.goto(card)
    keys = Keys(page)
    keys.follow("I tried this")
    keys.to("It helped")
    keys.press("Space")
    keys.to("The first time")
    keys.press("Space")
    keys.type("In your words", "Typed and never clicked.")
    keys.follow("Say it")
    expect(page.get_by_text("Typed and never clicked.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/cards/"))
