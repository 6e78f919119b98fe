"""Cards of encouragement in a browser: written, drawn after a hard check-in, kept; without script, and by keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys

WORDS = "The kettle still works on days like this.\nIt has opinions, as ever."


def write(page: Page, site: Site, words: str, *, named: bool = True) -> None:
    page.goto(f"{site.url}/encouragement/write/")
    page.get_by_label("Your words").fill(words)
    for group in page.get_by_role("radio", name="Low days").all():  # who is in one group alone has no choice
        group.check()
    if not named:
        page.get_by_label("Without my name").check()
    page.get_by_role("button", name="Put it with the cards").click()
    expect(page.get_by_role("heading", name="Your card")).to_be_visible()
    site.settle()


def test_without_script_a_card_is_two_taps_from_the_first_page(site: Site, come: Come) -> None:
    ada, ben = come("Ada", java_script_enabled=False), come("Ben", java_script_enabled=False)
    write(ada, site, WORDS)
    ben.goto(site.url)
    ben.get_by_text("How is it now?").click()
    ben.get_by_role("button", name="numb").click()
    ben.get_by_role("link", name="Take a card", exact=True).click()
    expect(ben.get_by_role("heading", name="A card for you")).to_be_visible()
    expect(ben.get_by_text("From Ada, in")).to_be_visible()
    ben.get_by_role("button", name="Keep it on my hope shelf").click()
    expect(ben.get_by_text("It is on your shelf. Only you see that.")).to_be_visible()
    expect(ben.get_by_text("The kettle still works")).to_be_visible()
    ada.goto(f"{site.url}/encouragement/mine/")
    ada.get_by_role("link", name=re.compile("^Take this card back: The kettle still works")).click()
    ada.get_by_role("button", name="Take it back").click()
    expect(ada.get_by_text("It is on nobody’s shelf any more either.")).to_be_visible()
    ben.reload()
    expect(ben.get_by_text("The kettle still works")).to_have_count(0)


def test_with_script_a_draft_stays_and_all_of_it_goes_by_keyboard(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(f"{site.url}/encouragement/write/")
    page.get_by_label("Your words").fill("Half past five, three people on the bus.")
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.goto(site.url)
    page.goto(f"{site.url}/encouragement/write/")
    expect(page.get_by_label("Your words")).to_have_value("Half past five, three people on the bus.")
    for group in page.get_by_role("radio", name="Low days").all():  # who is in one group alone has no choice
        group.check()
    Keys(page).follow("Put it with the cards")
    expect(page.get_by_role("heading", name="Your card")).to_be_visible()
    Keys(page).follow("Change it")
    page.get_by_label("Your words").fill("Half past five, and a seat by the heater.")
    Keys(page).follow("Keep the change")
    expect(page.get_by_text("a seat by the heater")).to_be_visible()
    site.settle()
    ada = come("Ada")
    ada.goto(site.url)
    ada.get_by_text("How is it now?").click()
    ada.get_by_role("button", name="sad").click()
    keep(ada, "warm-offered")
    Keys(ada).follow("Take a card")
    expect(ada.get_by_text("a seat by the heater")).to_be_visible()
    Keys(ada).follow("Another card")
    expect(ada.get_by_text("a seat by the heater")).to_be_visible()  # there is no other
    Keys(ada).follow("Keep it on my hope shelf")
    expect(ada.get_by_text("From Ben")).to_be_visible()


def test_every_page_of_cards_is_readable(site: Site, come: Come) -> None:
    ada, ben = come("Ada"), come("Ben")
    cleo = come("Cleo")
    cleo.goto(f"{site.url}/encouragement/")
    expect(cleo.get_by_text("There is no card for you yet")).to_be_visible()
    keep(cleo, "warm-none")
    cleo.goto(f"{site.url}/encouragement/mine/")
    keep(cleo, "warm-mine-none")
    ben.goto(f"{site.url}/encouragement/write/")
    ben.get_by_role("button", name="Put it with the cards").click()
    expect(ben.get_by_role("alert")).to_be_visible()
    keep(ben, "warm-write")
    long = "If yours are loud today, I believe you without being told what they say. " * 3
    write(ben, site, long.strip(), named=False)
    keep(ben, "warm-own")
    ben.goto(f"{site.url}/encouragement/mine/")
    keep(ben, "warm-mine")
    ben.get_by_role("link", name=re.compile("^Take this card back: If yours")).click()
    keep(ben, "warm-removal")
    ada.goto(f"{site.url}/encouragement/")
    expect(ada.get_by_role("heading", name="A card for you")).to_be_visible()
    keep(ada, "warm-card")
    ada.get_by_role("button", name="Keep it on my hope shelf").click()
    keep(ada, "warm-shelf")
    ada.goto(f"{site.url}/you/setback/")
    ada.get_by_role("button", name="Go on").click()
    keep(ada, "warm-setback")
    ada.get_by_role("link", name="Take a card", exact=True).click()
    expect(ada.get_by_role("heading", name="A card for you")).to_be_visible()
