"""Changing a format: without script, and by keyboard alone."""

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys


def test_changing_a_format_without_script(site: Site, come: Come) -> None:
    page = come("Ada", java_script_enabled=False)
    page.goto(f"{site.group('low-days')}lead/")
    page.get_by_role("link", name="Formats of our meetings").click()
    page.get_by_role("link", name="Talking circle").click()
    page.locator("#part-2").get_by_label("Title").fill("Around once")
    page.get_by_role("button", name="Remove part 3").click()
    expect(page.get_by_label("Title").nth(2)).to_have_value("Around once")
    page.get_by_role("button", name="Add a part after part 2").click()
    page.locator("#part-3").get_by_label("Title").fill("Tea")
    page.locator("#part-3").get_by_label("Minutes").fill("16")
    page.locator("#part-3").get_by_label("Who speaks").select_option("quiet")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_role("alert")).to_contain_text("come to 59 minutes, and the meeting is 60 long")
    expect(page.locator("#part-3").get_by_label("Title")).to_have_value("Tea")
    page.locator("#part-3").get_by_label("Minutes").fill("17")
    page.get_by_label("If so many people come").fill("9")
    page.get_by_role("button", name="See how the time goes").click()
    expect(page.locator("#time")).to_contain_text("22 to 39 min")
    expect(page.locator("#time")).to_contain_text("Nothing is saved yet")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_text("your own version 1, by Ada")).to_be_visible()


def test_changing_a_format_by_keyboard_alone(site: Site, come: Come) -> None:
    page = come("Ada", reduced_motion="reduce")
    page.goto(f"{site.group('low-days')}lead/formats/body_double/")
    keys = Keys(page)
    keys.to("Minutes of the whole meeting")
    keys.press("Enter")  # looks at the time, and moves or saves nothing
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()
    keys.follow("Move part 2 down")
    expect(page.locator("#part-3").get_by_label("Title")).to_have_value("What I would like to do")
    keys.follow("Move part 3 up")
    expect(page.locator("#part-2").get_by_label("Title")).to_have_value("What I would like to do")
    keys.to("Answering, chat", within="part-2")
    keys.press("Enter")
    keys.type("Words for whoever leads", "A word is enough. ", within="part-2")
    keys.follow("Save as a new version")
    expect(page.get_by_role("listitem").filter(has_text="Quiet company")).to_contain_text("your own version 1, by Ada")
