"""Notes before sending, in a browser: by keyboard, nothing lost, sent with one more press."""

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.looking import AXE, RUN_AXE, TAGS
from tests.browser.site import Site

NUMBER = "Ring me on 07700 900456 if you like."


def test_a_note_is_read_and_passed_over_by_keyboard(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(site.thread(site.ids["busy"]))
    box = page.locator("#reply").get_by_label("Your words")
    box.fill(NUMBER)
    page.locator("#reply").get_by_role("button", name="Reply", exact=True).focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("group", name="Before you send: a look at these words?")
    expect(note).to_be_visible()
    assert page.evaluate("document.activeElement.matches('[data-notes]')"), "the focus is led to the note"
    assert box.input_value() == NUMBER
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, TAGS) == []
    note.get_by_role("button", name="It is fine, send it").focus()
    page.keyboard.press("Enter")
    expect(page.locator("article", has_text=NUMBER).last).to_be_visible()
    expect(note).to_have_count(0)


def test_changing_the_words_sends_them_without_a_note(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(site.thread(site.ids["busy"]))
    box = page.locator("#reply").get_by_label("Your words")
    box.fill(NUMBER)
    page.locator("#reply").get_by_role("button", name="Reply", exact=True).click()
    expect(page.locator("[data-notes]")).to_be_visible()
    box.fill("I am here if you want to talk.")
    page.locator("#reply").get_by_role("button", name="Reply", exact=True).click()
    expect(page.locator("article", has_text="I am here if you want to talk.").last).to_be_visible()
    expect(page.locator("[data-notes]")).to_have_count(0)


def test_without_script_it_is_a_page_with_all_that_was_written(site: Site, come: Come) -> None:
    page = come("Ben", java_script_enabled=False)
    page.goto(site.thread(site.ids["busy"]))
    page.locator("#reply").get_by_label("Your words").fill(NUMBER + " Any time.")
    page.locator("#reply").get_by_role("button", name="Reply", exact=True).click()
    assert page.locator("#reply").get_by_label("Your words").input_value() == NUMBER + " Any time."
    page.get_by_role("button", name="It is fine, send it").click()
    expect(page.locator("article", has_text=NUMBER + " Any time.").last).to_be_visible()
