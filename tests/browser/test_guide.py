"""The Guide in a browser: agreed to, asked, ended; without script, by keyboard, narrow and wide, light and dark."""

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys


def test_without_script_it_is_agreed_to_asked_and_ended(site: Site, come: Come) -> None:
    page = come("Ben", java_script_enabled=False)
    page.goto(f"{site.url}/guide/")
    expect(page.get_by_text("I am a computer program, not a person and not a therapist.").first).to_be_visible()
    page.get_by_role("button", name="Yes, switch it on for me").click()
    page.get_by_label("What would you like to know?").fill("Who runs this place?")
    page.get_by_role("button", name="Ask the Guide").click()
    expect(page.get_by_text("Odile runs it", exact=False)).to_be_visible()
    expect(page.locator("[data-author=ai]").get_by_text("The Guide, a program")).to_be_visible()
    assert "Odile" not in page.url and "runs" not in page.url
    page.get_by_label("What would you like to know?").fill("I want to kill myself")
    page.get_by_role("button", name="Ask the Guide").click()
    expect(page.locator("#beside")).to_be_visible()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("It is gone. Take care.")).to_be_visible()
    page.goto(f"{site.url}/guide/")
    expect(page.get_by_text("Who runs this place?")).to_have_count(0)


def test_by_keyboard_and_at_every_width(site: Site, come: Come) -> None:
    page = come("Ada")
    page.goto(f"{site.url}/guide/")
    keep(page, "guide-empty")
    page.get_by_label("What would you like to know?").fill("Who runs this place?")
    Keys(page).follow("Ask the Guide")
    expect(page.get_by_text("Odile runs it", exact=False)).to_be_visible()
    keep(page, "guide-answer")
    page.goto(f"{site.url}/guide/about/")
    keep(page, "guide-about")
    operator = come("Odile")
    for address, name in (("/desk/guide/", "guide-desk"), ("/desk/guide/pages/new/", "guide-desk-page")):
        operator.goto(site.url + address)
        keep(operator, name)
