"""The coach under a reply: ask, see the marks, take a sentence, change it, send it, and the label on tap."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.site import Site

DRAFT = "You should just think positive. I am so sorry you have to tell it alone."


def _open(site: Site, come: Come, name: str = "Ada", **options: object) -> Page:
    page = come(name, **options)
    page.goto(site.thread(site.ids["to-answer"]))
    return page


def _ask(page: Page, draft: str = DRAFT) -> None:
    page.locator("#reply").get_by_label("Your words").fill(draft)
    page.get_by_role("button", name="How does this read?").click()
    expect(page.locator("[data-feedback]")).to_be_visible()


def _steps(page: Page) -> None:
    expect(page.get_by_text("Looking for a next step…")).to_have_count(0)


def test_a_draft_is_read_marked_and_named_kindly(site: Site, come: Come) -> None:
    page = _open(site, come)
    _ask(page)
    marked = page.locator(".coach-draft mark.marks-emotional_reactions")
    expect(marked.first).to_contain_text("sorry")
    expect(page.locator("[data-feedback] q").first).to_be_visible()  # "just think positive" is named
    assert page.evaluate("document.activeElement.matches('[data-feedback]')")


def test_marks_are_said_and_not_only_coloured(site: Site, come: Come) -> None:
    page = _open(site, come)
    _ask(page)
    heard = page.locator(".coach-draft").text_content() or ""
    assert re.search(r"Warmth\S* begins:.*sorry.*Warmth\S* ends\.", heard.replace("\n", " "))
    tree = page.locator("[data-feedback]").aria_snapshot()
    assert "Warmth begins:" in tree


def test_a_sentence_is_taken_changed_and_sent_with_its_label(site: Site, come: Come) -> None:
    page, reader = _open(site, come), _open(site, come, "Ben")
    _ask(page, "Ok.")
    _steps(page)
    choice = page.locator("[data-choice]:visible").first
    sentence = choice.locator("blockquote").inner_text()
    assert page.locator("#reply textarea").input_value() == "Ok."  # nothing is put in by itself
    choice.get_by_role("button", name="Use it").click()
    box = page.locator("#reply textarea")
    assert sentence in box.input_value() and "Ok." in box.input_value()
    box.press("End")
    page.get_by_role("button", name="Reply", exact=True).click()
    there = reader.locator("article", has_text=sentence).last
    expect(there).to_be_visible()
    there.get_by_text("About these words").click()
    expect(there.get_by_text("Written with suggestions.")).to_be_visible()
    expect(page.locator("[data-feedback]")).to_have_count(0)  # the next reply begins without the last one's feedback


def test_a_sentence_that_was_made_ones_own_carries_no_label(site: Site, come: Come) -> None:
    page, reader = _open(site, come), _open(site, come, "Ben")
    _ask(page, "Hm.")
    _steps(page)
    page.locator("[data-choice]:visible").first.get_by_role("button", name="Change it").click()
    page.keyboard.type("All of it in words of my own, said the long way.")  # what was put in stands selected
    page.get_by_role("button", name="Reply", exact=True).click()
    there = reader.locator("article", has_text="said the long way").last
    expect(there).to_be_visible()
    expect(there.get_by_text("About these words")).to_have_count(0)


def test_another_and_no_thanks_leave_the_words_alone(site: Site, come: Come) -> None:
    page = _open(site, come)
    _ask(page, "Ok.")
    _steps(page)
    step = page.locator("[data-step]:has([data-choice])").first
    first = step.locator("[data-choice]:visible blockquote").inner_text()
    if step.get_by_role("button", name="Another").count():
        step.get_by_role("button", name="Another").first.click()
        assert step.locator("[data-choice]:visible blockquote").inner_text() != first
    before = page.locator("[data-step]").count()
    step.locator("[data-choice]:visible").get_by_role("button", name="No thanks").click()
    expect(page.locator("[data-step]")).to_have_count(before - 1)
    assert page.locator("#reply textarea").input_value() == "Ok."


def test_with_the_keyboard_alone(site: Site, come: Come) -> None:
    page = _open(site, come)
    page.locator("#reply textarea").focus()
    page.keyboard.type("Ok.")
    for _each in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-ask]')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("[data-feedback]")).to_be_focused()
    _steps(page)
    for _each in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-use]')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#reply textarea")).to_be_focused()
    assert len(page.locator("#reply textarea").input_value()) > len("Ok.")


def test_without_script_the_box_works_and_the_coach_too(site: Site, come: Come) -> None:
    page = _open(site, come, java_script_enabled=False)
    page.locator("#reply").get_by_label("Your words").fill("Ok.")
    page.get_by_role("button", name="How does this read?").click()
    expect(page.locator("[data-feedback]")).to_be_visible()
    assert page.locator("#reply textarea").input_value() == "Ok."
    page.get_by_role("button", name="Use it").first.click()
    words = page.locator("#reply textarea").input_value()
    assert "Ok." in words and len(words) > 10
    page.get_by_role("button", name="Reply", exact=True).click()
    last = page.locator("article").last
    expect(last).to_contain_text("Ok.")
    last.get_by_text("About these words").click()
    expect(last.get_by_text("Written with suggestions.")).to_be_visible()


def test_who_has_not_agreed_sees_one_quiet_line(site: Site, come: Come) -> None:
    page = _open(site, come, "Ben")
    expect(page.get_by_role("button", name="How does this read?")).to_have_count(0)
    page.locator("#reply").get_by_role("link", name="How it works").click()
    expect(page.get_by_role("heading", name="Do you want it?")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_feedback_fits_and_is_accessible(site: Site, come: Come, width: int) -> None:
    from tests.browser.looking import AXE, OVERFLOWS, RUN_AXE, TAGS

    page = _open(site, come, viewport={"width": width, "height": 800})
    _ask(page)
    _steps(page)
    assert page.evaluate(OVERFLOWS) == ""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE, TAGS) == [], scheme


def test_reading_along_waits_for_a_pause_and_takes_no_focus(site: Site, come: Come) -> None:
    """Typing goes on undisturbed; taken back elsewhere, an open page stops reading along."""
    page, settings = _open(site, come), come("Ada")
    settings.goto(f"{site.url}/coach/")
    settings.get_by_label("Read along, too").check()
    settings.get_by_role("button", name="Keep this").click()
    page.reload()
    box = page.locator("#reply textarea")
    box.press_sequentially("I am so sorry that you have to sleep there alone.")
    expect(page.locator("[data-feedback]")).to_be_visible()
    expect(box).to_be_focused()
    # Steps for what was read before may be on their way still: their answer is not the one that is waited for.
    with page.expect_response(lambda answer: answer.url.endswith("/feedback/") and answer.status == 403):
        settings.get_by_label("Read along, too").uncheck()
        settings.get_by_role("button", name="Keep this").click()
        expect(settings.get_by_label("Read along, too")).not_to_be_checked()
        box.press_sequentially(" Really.")
    assert "Really." in box.input_value()
