"""The lists of phrases: every one can be compiled, and its shortcut never hides a match."""

from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from hearten.reading.needs import grams, needs
from hearten.reading.phrases import lexicon, phrases
from hearten.reading.plain import plain

NAMES = ("risk", "slips", "moves", "medicine")
DATA = Path(__file__).parent / "data"


@lru_cache
def texts() -> tuple[str, ...]:
    """Return every own-written text there is to try patterns on, made plain."""
    kept = {name: yaml.safe_load((DATA / f"{name}.yaml").read_text()) for name in ("risk", "slips", "moves")}
    items = [item for parts in kept.values() for items in parts.values() for item in items]
    said = {item[key] for item in items for key in ("text", "post", "draft", "sentence") if key in item}
    return tuple(plain(text).text for text in sorted(said))


@pytest.mark.parametrize("name", NAMES)
def test_a_shortcut_never_hides_a_match(name: str) -> None:
    kept = [phrase for part in lexicon(name) if part != "words" for phrase in phrases(name, part)]
    runs = [grams(text) for text in texts()]
    hidden = [
        phrase.pattern.pattern
        for phrase in kept
        for text, within in zip(texts(), runs, strict=True)
        if phrase.needs is not None and phrase.needs.isdisjoint(within) and phrase.pattern.search(text)
    ]
    assert kept and len(texts()) > 500 and not hidden


@pytest.mark.parametrize(
    "pattern, runs",
    [
        ("kill (?:me|myself)", {"kill"}),
        ("(?:dead|gone)? ?soon", {"soon"}),
        ("(?:alpha|)x", None),
        ("ha+h[ae]", {"ha"}),
        (r"a\w+ river", {"rive"}),
    ],
)
def test_what_a_pattern_needs(pattern: str, runs: set[str] | None) -> None:
    assert needs(pattern) == (None if runs is None else frozenset(runs))


def test_plain_text_knows_the_way_back() -> None:
    text = "So 😔 I’m k1lling\u200b it, s u i c i d e"
    clear = plain(text)
    at = clear.text.index("suicide")
    assert clear.text == "so 😔 im killing it, suicide"
    assert text[slice(*clear.span(at, at + 7))] == "s u i c i d e"
