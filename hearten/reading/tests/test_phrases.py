"""The lists of phrases: every one can be compiled, and its shortcut never hides a match."""

import pytest

from hearten.reading.needs import grams, needs
from hearten.reading.phrases import lexicon, phrases
from hearten.reading.plain import plain

NAMES = ("risk", "slips", "moves", "medicine")
TEXTS = (
    "i want to die and the pills are ready",
    "at least you have a job",
    "stop taking your tablets, you should rest",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_shortcut_never_hides_a_match(name: str) -> None:
    kept = [phrase for part in lexicon(name) if part != "words" for phrase in phrases(name, part)]
    hidden = [
        phrase.pattern.pattern
        for phrase in kept
        for text in TEXTS
        if phrase.needs is not None and phrase.needs.isdisjoint(grams(text)) and phrase.pattern.search(text)
    ]
    assert kept and not hidden


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
