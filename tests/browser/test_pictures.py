"""A picture with a reply: chosen by keyboard, asked what is in it, held, and arriving at the other's open page."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.by_form import begin
from tests.browser.conftest import Come
from tests.browser.site import Site

SHOWN = 30_000  # the worker has to look first, beside everything else that runs here


def window() -> FilePayload:
    """A picture, as a person chooses one."""
    made = io.BytesIO()
    Image.linear_gradient("L").resize((640, 480)).convert("RGB").save(made, "JPEG")
    return FilePayload(name="window.jpg", mimeType="image/jpeg", buffer=made.getvalue())


def choose(page: Page, said: str = "") -> None:
    page.get_by_text("Add a picture").click()
    page.get_by_label("The file").first.set_input_files(window())
    page.get_by_label("What is in it, for people who cannot see it").first.fill(said)


def test_a_picture_arrives_at_the_other_page_once_it_was_looked_at(site: Site, come: Come) -> None:
    ben, ada = come("Ben"), come("Ada")
    thread = begin(ada, site.group("low-days"), "What do you see?", "Show me your morning.")
    ada.goto(site.thread(thread))
    ben.goto(site.thread(thread))
    ben.get_by_label("Your words", exact=True).fill("This is my window.")
    ben.get_by_text("Add a picture").focus()
    ben.keyboard.press("Enter")
    ben.keyboard.press("Tab")
    assert ben.evaluate("document.activeElement.name") == "picture-1"
    ben.get_by_label("The file").first.set_input_files(window())
    ben.keyboard.press("Tab")
    ben.keyboard.type("A grey window.")
    ben.get_by_role("button", name="Reply", exact=True).focus()
    ben.keyboard.press("Enter")
    expect(ben.get_by_text("Sent. Your picture is checked first")).to_be_visible()
    for page in (ada, ben):
        shown = page.locator("article", has_text="This is my window.").get_by_role("img", name="A grey window.")
        expect(shown).to_be_visible(timeout=SHOWN)
        expect(shown).to_have_js_property("naturalWidth", 640, timeout=SHOWN)


def test_without_saying_what_is_in_it_the_words_are_kept(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(site.thread(site.ids["to-answer"]))
    page.get_by_label("Your words", exact=True).fill("I would like to show you something.")
    choose(page)
    page.get_by_role("button", name="Reply", exact=True).click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Say in a few words what is in the picture")
    expect(page.get_by_label("Your words", exact=True)).to_have_value("I would like to show you something.")
    expect(page.get_by_text("Choose your pictures once more")).to_be_visible()
    alert.get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == "alt-1"
    page.get_by_label("Your words", exact=True).fill("")


def test_without_script_a_picture_comes_with_a_new_conversation(site: Site, come: Come) -> None:
    page = come("Ben", java_script_enabled=False)
    page.goto(f"{site.group('low-days')}write/")
    page.get_by_label("A few words as a title").fill("A picture on plain paper")
    page.get_by_label("Your words", exact=True).fill("No script ran for this picture.")
    page.get_by_label("Keep me company").check()
    choose(page, "A grey wall.")
    page.get_by_role("button", name="Post to the group").click()
    expect(page.get_by_role("heading", name="A picture on plain paper")).to_be_visible()
    shown = page.get_by_role("img", name="A grey wall.")
    expect(shown).to_be_visible()  # to its sender at once, and to everybody when it was looked at
    for _each in range(30):
        if page.locator("article").get_by_role("img", name="A grey wall.").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator("article").get_by_role("img", name="A grey wall.")).to_be_visible()
    page.get_by_role("link", name="More").first.click()
    page.get_by_role("link", name="About this picture: A grey wall.").click()
    page.get_by_role("button", name="Take the picture back").click()
    expect(page.get_by_text("Nobody can see this picture any more")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_what_is_no_picture_is_refused_and_the_words_are_kept(site: Site, come: Come, script: bool) -> None:
    page = come("Ben", java_script_enabled=script)
    page.goto(site.thread(site.ids["to-answer"]))
    page.get_by_label("Your words", exact=True).fill("Here is a page of mine.")
    choose(page, "A page.")
    page.get_by_label("The file").first.set_input_files(
        FilePayload(name="a.svg", mimeType="image/svg+xml", buffer=b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    )
    page.get_by_role("button", name="Reply", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("This is not a picture that can be shown here.")
    expect(page.get_by_label("Your words", exact=True)).to_have_value("Here is a page of mine.")
    page.get_by_label("Your words", exact=True).fill("")


LOOKS = [(width, theme) for width in (320, 1440) for theme in ("light", "dark")]


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_pages_fit(site: Site, come: Come, width: int, theme: Any) -> None:
    """Open, with a mistake in them, on a narrow and on a wide screen."""
    page = come("Ada", viewport={"width": width, "height": 900}, color_scheme=theme)
    page.goto(site.thread(site.ids["to-answer"]))
    choose(page)
    page.get_by_label("Your words", exact=True).fill("Look.")
    page.get_by_role("button", name="Reply", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_text("One or two more").click()
    expect(page.get_by_label("The file").nth(2)).to_be_visible()
    keep(page, f"choose-{width}-{theme}")
    page.get_by_label("Your words", exact=True).fill("")
    page.goto(f"{site.group('low-days')}lead/pictures/")
    expect(page.get_by_role("heading", name=re.compile("Pictures that wait"))).to_be_visible()
    keep(page, f"waiting-{width}-{theme}")


def keep(page: Page, name: str) -> None:
    """Nothing is wider than the screen; with a folder .screens, a person can look as well."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if Path(".screens").is_dir():
        page.screenshot(path=f".screens/pictures-{name}.png", full_page=True)
