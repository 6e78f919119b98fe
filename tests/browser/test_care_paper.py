"""The sheet for an appointment on paper, as the browser prints it: how many pages, and that nothing is missing."""

from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.by_form import join_site
from tests.browser.conftest import Come

USUAL = {
    "What matters to me": "To sleep through again, and to be awake when I bring the children to school.",
    "What changed since last time": "Slower mornings for two weeks. Less tense in the evening. I went out three times.",
    "What I agree to": "Going on with it until the summer, and looking at it again then.",
    "What I do not agree to": "More of it in the morning.",
}
QUESTIONS = ("How long does it take?", "What else is there?", "Whom do I call on a weekend?", "What if I miss a day?")


def prepared(page: Page, parts: dict[str, str], questions: tuple[str, ...]) -> None:
    page.goto("/you/appointments/")
    page.get_by_label("With whom").fill("the clinic")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="the clinic")).to_be_visible()
    address = page.url
    for label, words in parts.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Keep this").click()
    for question in questions:
        page.get_by_label("Another question").fill(question)
        page.get_by_role("button", name="Add it").click()
        expect(page.get_by_role("listitem").filter(has_text=question)).to_be_visible()
    page.goto(f"{address}sheet/")
    expect(page.get_by_role("heading", name="the clinic")).to_be_visible()


def printed(page: Page, paper: str) -> int:
    """How many pages come out."""
    return len(pikepdf.open(BytesIO(page.pdf(format=paper))).pages)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_usual_preparation_is_one_page(come: Come, paper: str) -> None:
    page = come()
    join_site(page, f"Sage Paper {paper}")
    prepared(page, USUAL, QUESTIONS)
    assert printed(page, paper) == 1


def test_the_longest_one_is_printed_whole(come: Come) -> None:
    page = come()
    join_site(page, "Thyme Paper")
    whole = dict.fromkeys(USUAL, ("A line that says something of how it was.\n" * 47)[:1990])
    prepared(page, whole, ())
    for paper in ("A4", "Letter"):
        assert 2 <= printed(page, paper) <= 6
    page.emulate_media(media="print")
    cut = """() => [...document.querySelectorAll(".care-sheet section")]
      .filter(one => one.scrollHeight > one.clientHeight + 1).length"""
    assert page.evaluate(cut) == 0, "nothing is cut off"
    expect(page.get_by_text("Before it prints")).to_be_hidden()
