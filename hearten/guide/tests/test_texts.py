"""The shipped texts are read whole, and a broken one is named with its file, its line and the reason."""

import shutil
from pathlib import Path

import pytest

from hearten.guide.texts import FIXED, LANGUAGES, TEXTS, BadText, read, texts

LANGUAGES_OF_ALL = set(LANGUAGES)


def test_all_of_them_are_there() -> None:
    kept = texts()
    assert len(kept.pages) >= 30 and len(kept.exercises) >= 4
    assert set(FIXED) <= set(kept.fixed)
    assert {name for name, one in kept.fixed.items() if set(one.says) != LANGUAGES_OF_ALL} == set()
    assert [key for key, one in kept.pages.items() if not 3 <= len(one.ask) <= 20] == []


@pytest.mark.parametrize("name", ["l1", "l2", "l3", "l4", "worry", "lapse", "goodbye"])
def test_what_may_be_needed_again_has_more_than_one_wording(name: str) -> None:
    for language, said in texts().fixed[name].says.items():
        assert len(set(said)) == len(said) >= 2, language


def broken(tmp_path: Path, file: str, old: str, new: str) -> str:
    """Return what is said of the texts with one thing changed in one file."""
    folder = tmp_path / "texts"
    shutil.copytree(TEXTS, folder)
    written = (folder / file).read_text(encoding="utf-8")
    assert old in written
    (folder / file).write_text(written.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadText) as told:
        read(folder)
    return str(told.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("pages/joining.md", "---\nkey", "key", "joining.md, line 1: it begins with no front matter"),
        ("pages/joining.md", "2026-11-30", "last autumn", "joining.md, line 5: checked_on has to be a day"),
        ("pages/joining.md", "language: en", "language: tlh", "joining.md, line 4: language has to be one of en, de"),
        ("pages/joining.md", "title: How to join\n", "", "joining.md: title is missing"),
        ("pages/joining.md", "title: How", "colour: red\ntitle: How", "joining.md, line 3: colour is not known here"),
        ("pages/joining.md", "key: joining", "key: leaving", "joining.md: it calls itself leaving"),
        ("pages/joining.md", "title: How to join", "title: How: to join", "joining.md, line 3: it is no YAML"),
        ("steps/five_senses.yaml", "steps:\n", "steps: a\nb:\n", "five_senses.yaml, line 30: steps has to be a list"),
        ("fixed/l2.yaml", "  en:", "  nl:", "l2.yaml, line 3: says has to name languages of en, de, es, fr, pt"),
        ("fixed/l2.yaml", "name: l2", "name: L2", "l2.yaml: it calls itself L2"),
    ],
)  # fmt: skip
def test_a_broken_text_is_named(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    assert told in broken(tmp_path, file, old, new)


def test_a_missing_reply_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    shutil.copytree(TEXTS, folder)
    (folder / "fixed" / "minor.yaml").unlink()
    with pytest.raises(BadText, match="there is no reply named minor"):
        read(folder)
