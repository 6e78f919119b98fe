"""A wrong definition file is told with the file, the line and the reason; and what an import may not do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.measures.definition import as_data, of_data
from hearten.measures.definition_files import Wrong, read, read_file
from hearten.measures.known import SHIPPED, shipped
from hearten.measures.rules import why_not_imported

GOOD = """\
id: mine
version: "1"
dated: 2026-11-30
language: en
title: Mine
about: How it is.
window: In the last week
options:
  - {value: 0, text: No}
  - {value: 1, text: Yes}
items:
  - id: one
    text: The first
  - id: two
    text: The second
    backwards: true
scoring: {how: sum}
bands:
  - {name: low, to: 1, words: Low.}
  - {name: high, words: High.}
licence: Free.
source: Made up.
"""

# What is put in place of what, and what is said then: the line and the reason.
WRONG = [
    ("id: mine", "id: My Own", 1, "id has to be small letters, digits and single hyphens, and 'My Own' is not"),
    ("dated: 2026-11-30", "dated: tomorrow", 3, "dated has to be a day, such as 2026-11-30"),
    ("title: Mine", "title: ''", 5, "title has to be a text"),
    ("title: Mine", "titel: Mine", 5, "the file has no key titel"),
    ("title: Mine\n", "", 1, "the file lacks title"),
    ("title: Mine", "title: Mine\ntitle: Again", 6, "title stands here a second time"),
    ("window: In the last week", "window: [a, b]", 7, "window has to be a text"),
    ("{value: 1, text: Yes}", "{value: 0, text: Yes}", 10, "the value 0 is there twice"),
    ("{value: 1, text: Yes}", "{value: much, text: Yes}", 10, "value has to be a whole number from -100 to 100"),
    ("{value: 1, text: Yes}", "{value: 1}", 10, "an option lacks text"),
    ("  - {value: 1, text: Yes}\n", "", 9, "there are 1 options; an item has 2 to 12"),
    ("id: two", "id: one", 14, "the item one is there twice"),
    ("backwards: true", "backwards: maybe", 16, "backwards is 'maybe'; it may be: true, false"),
    ("{how: sum}", "{how: most}", 17, "how is 'most'; it may be: sum, mean"),
    ("{how: sum}", "{factor: 4}", 1, "scoring lacks how"),
    ("{how: sum}", "{how: sum, factor: 0}", 17, "factor has to be a whole number from 1 to 100"),
    ("scoring: {how: sum}", "scoring: {how: sum}\nsafety: [three]", 18, "there is no item three"),
    ("scoring: {how: sum}", "scoring: {how: sum}\nsafety: [one]", 18, "an instrument with a safety item needs"),
    ("{name: low, to: 1, words: Low.}", "{name: low, words: Low.}", 19, "each band but the last says up to where"),
    ("{name: high, words: High.}", "{name: high, to: 2, words: High.}", 19, "the last band goes up to the end"),
    ("to: 1,", "to: nan,", 19, "to has to be a number"),
    ("items:\n", "items: none\nparts:\n", 11, "items has to be a list"),
    ("licence: Free.\n", "", 1, "the file lacks licence"),
    ("  - {value: 0, text: No}", "  - {value: 0, text: No", 10, "this is not YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("instead_of", "said", "line", "reason"), WRONG)
def test_a_wrong_file_is_told_with_file_line_and_reason(instead_of: str, said: str, line: int, reason: str) -> None:
    assert instead_of in GOOD
    with pytest.raises(Wrong) as wrong:
        read(GOOD.replace(instead_of, said, 1).encode(), "mine.yaml")
    assert str(wrong.value).startswith(f"mine.yaml, line {line}: {reason}"), str(wrong.value)


@pytest.mark.parametrize(
    "text",
    [b"", b"# nothing\n", b"- a\n", b"\xff\xfe", b"a: \x07", b"{a: 1", b"[" * 9000, b"!!python/object:os.system x"],
)
def test_what_is_no_definition_at_all_is_told_too(text: bytes) -> None:
    with pytest.raises(Wrong, match=r"^mine\.yaml, line 1: "):
        read(text, "mine.yaml")


@given(st.text(max_size=200), st.integers(0, 400))
def test_nothing_that_stands_in_a_file_breaks_the_reader(put_in: str, place: int) -> None:
    try:
        read((GOOD[:place] + put_in + GOOD[place:]).encode(errors="ignore"), "mine.yaml")
    except Wrong as wrong:
        assert wrong.line >= 1 and wrong.reason


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_text("#" * 200_001)
    with pytest.raises(Wrong, match="larger than 200 kB"):
        read_file(large)


def test_a_good_file_is_what_it_says() -> None:
    found = read(GOOD.encode(), "mine.yaml")
    assert [(item.id, item.backwards, item.most) for item in found.items] == [("one", False, 1), ("two", True, 1)]
    assert found.may_lack(2) == 0 and found.version == "1" and found.licence == "Free."


def test_all_that_comes_along_is_right_and_says_its_licence_and_source() -> None:
    for name in SHIPPED:
        one = shipped()[name]
        assert one.id == name and len(one.licence) > 20 and len(one.source) > 20
    folder = Path(__file__).parents[1] / "instruments"
    assert {path.stem for path in folder.glob("*.yaml")} == set(SHIPPED), "each has its place in the order"


def test_an_import_says_that_it_replaces_and_brings_a_new_version() -> None:
    known, versions = shipped(), [(one.id, one.version) for one in shipped().values()]
    data = as_data(known["who-5"])
    again, same_version = of_data(data), of_data(data | {"window": "Other words"})
    newer = of_data(data | {"window": "Other words", "version": "2"})
    assert "--replace" in why_not_imported(newer, known, versions, replace=False)
    assert "nothing to do" in why_not_imported(again, known, versions, replace=True)
    assert "another version" in why_not_imported(same_version, known, versions, replace=True)
    assert why_not_imported(newer, known, versions, replace=True) == ""
    assert why_not_imported(of_data(data | {"id": "mine"}), known, versions, replace=False) == ""


def test_no_import_drops_the_safety_item() -> None:
    known = shipped()
    data = as_data(known["phq-9"]) | {"version": "2"}
    bare = of_data(data | {"safety": [], "procedure": False})
    assert "drops the safety item harm" in why_not_imported(bare, known, [], replace=True)
    other = of_data(data | {"id": "my-phq", "safety": [], "procedure": False})
    assert "its item harm is the safety item of phq-" in why_not_imported(other, known, [], replace=False)
    kept = of_data(data | {"window": "Other words"})
    assert why_not_imported(kept, known, [], replace=True) == ""
