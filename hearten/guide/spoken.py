"""Which of five languages a turn is in, so that a reviewed reply can be given in it: by words that one of them has."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from hearten.reading.plain import plain

ENGLISH = "en"
WORDS = Path(__file__).with_name("words.yaml")
_MARKS = {"de": "ßäöü", "es": "ñ¿¡", "fr": "êèàœùç", "pt": "ãõç"}  # of letters that the plain text loses


@lru_cache
def _kept() -> dict[str, frozenset[str]]:
    kept = yaml.safe_load(WORDS.read_text(encoding="utf-8"))["languages"]
    return {name: frozenset(said.split()) for name, said in kept.items()}


@lru_cache
def _weight(language: str, word: str) -> float:
    """Return how much a word says for a language: less where others have it, too."""
    others = [name for name, kept in _kept().items() if name != language and word in kept]
    if word not in _kept()[language]:
        return 0.0
    return 1.0 if not others else 0.4 if ENGLISH in others else 0.5


def language_of(text: str) -> str:
    """Return en, de, es, fr or pt: en unless another has more words of its own there."""
    said, written = re.findall(r"[a-z]+", plain(text).text), text.lower()
    best, most = ENGLISH, float(sum(word in _kept()[ENGLISH] for word in said))
    for name, marks in _MARKS.items():
        hits = sum(_weight(name, word) for word in said) + 0.7 * any(mark in written for mark in marks)
        if hits > most:
            best, most = name, hits
    return best
