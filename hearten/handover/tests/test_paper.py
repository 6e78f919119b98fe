"""The page: accessible by the file's own structure, one page, and nothing that somebody wrote does anything."""

import io
from itertools import pairwise
from typing import Any

import page as page_validation
import pytest

from hearten.handover import paper, workshop
from hearten.handover.sheet import Section, Sheet
from hearten.handover.tests.reading_pdf import Pdf
from hearten.handover.tests.sheets import LICENCE, RESULTS, SOURCE, of_words, result, sheet, whole

SHEETS = {
    "everything": whole(),
    "nothing": Sheet("My summary", "en", whole().on, "30 Nov 2026", SOURCE, sheet().says),
    "words that run the other way": of_words("שלום\nמה שלומך?"),
    "long": of_words("One more line.\n" * 30),
}
HEADINGS = {"H1": 1, "H2": 2, "H3": 3}


def made(one: Sheet, size: str = "a4") -> workshop.Page:
    return workshop.page(paper.page_of(one, size), fonts="own")


def drawn(one: Sheet) -> Pdf:
    page = made(one)
    assert page.content, page
    return Pdf(page.content)


def test_it_says_what_it_is_to_programs_that_read_aloud() -> None:
    """ISO 14289-1 (PDF/UA-1) 5, 7.1, 7.2: marked, tagged, identified, with a title to show and a language."""
    pdf = drawn(whole())
    root = pdf.file.Root
    assert bool(root.MarkInfo.Marked) and "/StructTreeRoot" in root
    assert str(root.Lang) == "en" and bool(root.ViewerPreferences.DisplayDocTitle)
    with pdf.file.open_metadata() as facts:
        assert facts["dc:title"] == "My summary"
        assert str(facts["pdfuaid:part"]) == "1"
    assert pdf.pages == 1
    assert pdf.file.pages[0].get("/Tabs") in (None, "/S")
    fonts = pdf.file.pages[0].Resources.Font
    assert all("/FontFile" in str(dict(font.DescendantFonts[0].FontDescriptor)) for font in fonts.values()), "embedded"


@pytest.mark.parametrize("size", ["a4", "us-letter"])
@pytest.mark.parametrize("one", SHEETS, ids=SHEETS)
def test_a_validator_finds_it_accessible(one: str, size: str) -> None:
    """ISO 14289-1 by the Matterhorn protocol, read by another program than the one that wrote it."""
    content = made(SHEETS[one], size).content
    assert content
    report = page_validation.validate_pdf_bytes(content, profile="ua1")
    assert report.is_compliant, [(fault.rule_id, fault.message) for fault in report.failures]
    assert report.document.page_count == 1


def test_the_validator_finds_what_is_missing() -> None:
    """Without its language, the title of its window, its mark or its tags, the same page is refused."""
    for name in ("/Lang", "/ViewerPreferences", "/MarkInfo", "/StructTreeRoot"):
        file = drawn(whole()).file
        del file.Root[name]
        file.save(less := io.BytesIO())
        assert not page_validation.is_pdf_compliant_bytes(less.getvalue(), profile="ua1"), name


def test_headings_go_down_one_at_a_time_and_columns_have_heads() -> None:
    pdf = drawn(whole())
    levels = [HEADINGS[tag.role] for tag in pdf.tags(*HEADINGS)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    tables = pdf.tags("Table")
    assert len(tables) == 3
    for table in tables:
        rows = [tag for tag in table.all() if tag.role == "TR"]
        assert [cell.role for cell in rows[0].inside] == ["TH"] * len(rows[0].inside)
        assert all(cell.role == "TD" for row in rows[1:] for cell in row.inside)
        assert {len(row.inside) for row in rows} == {len(rows[0].inside)}


def test_everything_is_read_in_the_order_of_the_page() -> None:
    pdf = drawn(whole())
    in_order = [
        "My summary", "Name: Ben B.", "Made on: 30 Nov 2026", SOURCE, "What I would like you to know",
        "Mornings are heavy.", "Evenings less.", "Questionnaires", "PHQ-9", "3 Nov 2026", "9 of 27",
        "1 of 9 questions left out", "mild", "With one question left out there still is a score.", LICENCE,
        "Question 1", "Several days", "left out", "Question 9", "Walk to the river", "Air helps", "every day",
        "goes on", "Swim", "rests", "Call the clinic", "over",
    ]  # fmt: skip
    told, at = pdf.text(), 0
    for words in in_order:
        found = told.find(words, at)
        assert found >= 0, (words, told[at : at + 300])
        at = found + len(words)
    assert "".join(pdf.untagged).strip() == ""


HOSTILE = [
    '#import "@preview/x:1.0.0" #let x = 1 *bold* _it_ $a^2$ <label> @ref `raw` // no /* no */ \\u{41} [x]',
    '#read("/etc/passwd") #panic() #while true {}',
    '"], "sections": [], "title": "other", {"',
    "= A heading\n== Another\n- a list\n+ another\n/ term: it",
    "a -- b --- c ... 'd' \"e\" ~f",
    "Grüße, ça va, żółć, Ελληνικά, Привет",
    "https://example.org/" + "very-long/" * 60,
    "W" * 900,
    "line\n\nother\n\n\n\nthird\twith a tab",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_what_somebody_wrote_is_shown_as_they_wrote_it(words: str) -> None:
    pdf = drawn(of_words(words, label=words.split("\n")[0][:80]))
    told = "".join(pdf.text().split())
    assert "".join(words.split()) in told
    assert "root:" not in told and pdf.pages == 1
    assert [tag.role for tag in pdf.tags("H1")] == ["H1"] and len(pdf.tags("H2")) == 1


def test_letters_that_turn_lines_around_or_are_never_seen_are_left_out() -> None:
    assert paper.ready("a\u202eb\u2066c\x07d\x00e\r\nf\u0301") == "abcde\nf\u0301"
    assert "9 of 27" in drawn(of_words("\u202e9 of 27\u202c")).text()


@pytest.mark.parametrize("words", ["שלום, מה שלומך", "السلام عليكم"])
def test_words_that_run_the_other_way_begin_at_the_other_side(words: str) -> None:
    """A page holds such letters in the order of the paper; whoever reads it turns them around (UAX 9)."""
    told = drawn(of_words(words)).text()
    letters = sorted(letter for letter in words if letter.isalpha())
    assert sorted(letter for letter in told if letter in letters) == letters
    if words.startswith("ש"):
        assert words[::-1] in told


def test_a_long_word_can_be_broken_and_a_mark_stays_with_its_letter() -> None:
    assert paper.ready("short words stay") == "short words stay"
    assert paper.ready("n" * 24) == "\u200b".join(["nnnnnn"] * 4)
    marked = "n\u0303" * 40
    assert "\u200b\u0303" not in paper.ready(marked)


def test_small_pictures_are_said_in_words() -> None:
    told = drawn(of_words("Better 😀 today 👩‍💻, 👍🏽")).text()
    assert "Better (grinning face) today" in told and "(thumbs up sign)" in told


def test_letters_that_no_font_draws_are_told_before_anything_is_lost() -> None:
    page = made(of_words("我很好"))
    assert (page.content, set(page.undrawn)) == (b"", set("我很好"))


def test_letters_get_smaller_before_words_have_to_go() -> None:
    sizes = [made(of_words("One line.\n" * lines)).size for lines in (5, 60, 66)]
    assert sizes[0] == 11.0 and sizes == sorted(sizes, reverse=True) and sizes[-1] < 11.0


def test_more_than_a_page_is_no_page_and_says_what_takes_how_much() -> None:
    page = made(sheet(of_words("One line.\n" * 90).sections[0], RESULTS))
    assert page.content == b"" and page.size == 9.0
    assert page.share > 1 and len(page.parts) == 2 and page.parts[0] > page.parts[1]
    assert page.share == pytest.approx(sum(page.parts), abs=0.15), "what stands above the parts is little"


@pytest.mark.parametrize("lines", range(58, 92, 3))
def test_what_is_said_to_fit_is_one_page(lines: int) -> None:
    page = made(of_words("One line.\n" * lines))
    assert not page.content or Pdf(page.content).pages == 1


def test_nothing_chosen_is_a_page_of_nothing_and_no_error() -> None:
    assert drawn(sheet(Section("words", "In my own words"))).pages == 1


@pytest.mark.parametrize(
    ("code", "lang", "region"),
    [("en", "en", None), ("pt-br", "pt", "BR"), ("en_GB", "en", "GB"), ("zh-hans", "zh", "CN"),
     ("zh-hant-hk", "zh", "HK"), ("es-419", "es", None), ("sr-latn", "sr", None), ("fil", "fil", None),
     ("x", "en", None)],
)  # fmt: skip
def test_a_language_is_named_as_pages_name_it(code: str, lang: str, region: str | None) -> None:
    assert paper.tongue(code) == (lang, region)
    pdf = drawn(sheet(language=code))
    assert str(pdf.file.Root.Lang) == "-".join(filter(None, [lang, region]))


def test_paper_is_what_printers_hold_there() -> None:
    assert (paper.usual_paper("en-us"), paper.usual_paper("en-gb"), paper.usual_paper("en")) == (
        "us-letter",
        "a4",
        "a4",
    )
    page = Pdf(made(whole(), "us-letter").content)
    assert [round(float(side)) for side in page.file.pages[0].MediaBox] == [0, 0, 612, 792]


def test_one_note_stands_for_all_results_of_a_questionnaire() -> None:
    earlier = result(when="1 Oct 2026", missing=0, answers=())
    assert (
        drawn(sheet(Section("measures", "Questionnaires", results=(result(answers=()), earlier)))).text().count(LICENCE)
        == 1
    )


def test_without_a_score_it_says_so() -> None:
    assert "no score" in drawn(sheet(Section("measures", "Questionnaires", results=(result(score=None),)))).text()


def test_a_process_that_hangs_or_dies_is_told_calmly(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for program in ("import time; time.sleep(60)", "raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)"):
        (tmp_path / "making.py").write_text(program)
        monkeypatch.setattr(workshop, "PROGRAM", tmp_path / "making.py")
        monkeypatch.setattr(workshop, "WITHIN_S", 1.0)
        with pytest.raises(workshop.Unmade):
            made(whole())


def test_it_waits_its_turn_and_gives_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "WAITS_S", 0.01)
    for _each in range(workshop.AT_ONCE):
        assert workshop._places.acquire(timeout=1)
    try:
        with pytest.raises(workshop.Unmade):
            made(whole())
    finally:
        for _each in range(workshop.AT_ONCE):
            workshop._places.release()
    assert made(whole()).content
