"""Keeping a distance: chosen by keyboard from a post, and then nothing of that person arrives any more."""

from playwright.sync_api import Page, expect

from tests.browser.by_form import begin, join_group, join_site, reply
from tests.browser.conftest import Come
from tests.browser.site import Site
from tests.browser.watching import Streams


def _arrive(come: Come, site: Site, name: str) -> Page:
    page = come()
    join_site(page, name)
    join_group(page, site.group("low-days"), name)
    return page


def _reach(page: Page, text: str) -> None:
    """Go on with Tab until the link or button with this text has the focus."""
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    raise AssertionError(f"Tab never reached {text}")


def test_a_block_by_keyboard_and_then_silence(site: Site, come: Come) -> None:
    wren, finn = _arrive(come, site, "Wren"), _arrive(come, site, "Finn")
    ada = come("Ada")
    thread = begin(ada, site.group("low-days"), "For whoever is here")
    reply(wren, thread, "I am Wren.")
    post = reply(finn, thread, "I am Finn.")
    wren.goto(f"/posts/{post}/")
    _reach(wren, "Keep a distance")
    wren.keyboard.press("Enter")
    expect(wren.get_by_role("heading", level=1)).to_have_text("Keep a distance from Finn")
    _reach(wren, "Block")
    wren.keyboard.press("Enter")
    expect(wren.get_by_text("Nobody was told.", exact=False)).to_be_visible()
    expect(wren.get_by_text("Finn", exact=True)).to_be_visible()
    streams = Streams(wren)
    wren.goto(site.thread(thread))
    streams.wait_for(1)
    expect(wren.get_by_text("I am Finn.")).to_have_count(0)
    reply(finn, thread, "Finn is still here.")
    reply(ada, thread, "Ada is here as well.")
    expect(wren.get_by_text("Ada is here as well.")).to_be_visible()
    expect(wren.get_by_text("Finn is still here.")).to_have_count(0)
    title = "Something of Finn's own"
    begin(finn, site.group("low-days"), title)
    for address in (site.thread(thread), "/", site.group("low-days"), "/news/"):
        wren.goto(address)
        assert "Finn" not in wren.content(), address
    finn.goto(site.thread(thread))
    expect(finn.get_by_text("I am Wren.")).to_have_count(0)
    ada.goto(site.thread(thread))
    for words in ("I am Wren.", "Finn is still here."):
        expect(ada.get_by_text(words)).to_be_visible()


def test_ending_it_brings_the_words_back(site: Site, come: Come) -> None:
    rook, lark = _arrive(come, site, "Rook"), _arrive(come, site, "Lark")
    thread = begin(rook, site.group("low-days"), "A quiet corner")
    post = reply(lark, thread, "I am Lark.")
    rook.goto(f"/posts/{post}/distance/")
    rook.get_by_role("button", name="Mute").click()
    rook.goto(site.thread(thread))
    expect(rook.get_by_text("I am Lark.")).to_have_count(0)
    rook.goto("/you/distance/")
    rook.get_by_role("button", name="End it: Lark").click()
    expect(rook.get_by_text("You mute and block nobody")).to_be_visible()
    rook.goto(site.thread(thread))
    expect(rook.get_by_text("I am Lark.")).to_be_visible()
