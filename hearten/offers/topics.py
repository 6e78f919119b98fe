"""What a conversation seems to be about: situations of the house by their own few words, a group's topics by theirs.

Worked out while a page is made, from words that its reader may read. Nothing of it is stored, and it says nothing about
whoever wrote: only that some words stand there.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from hearten.reading.phrases import one_kind, says
from hearten.reading.plain import plain
from hearten.reading.text import words

OWN = "own:"  # before a topic of a group, beside the house's codes
_SHORTEST = 4  # letters of a word that tells something
_LETTERS = re.compile(r"\b[A-Z]{3}\b")
_NOTHING = frozenset(
    {"with", "after", "about", "from", "life", "living", "people", "support", "group", "their", "your"}
)


def about(text: str, tags: Iterable[str]) -> frozenset[str]:
    """Return which of these tags a text seems to be about."""
    read = plain(text).text
    return frozenset(tag for tag in tags if _is_about(read, tag))


def _is_about(read: str, tag: str) -> bool:
    if not tag.startswith(OWN):
        return says(one_kind("lived", "situations", tag), read)
    topic, said = tag.removeprefix(OWN), words(read)
    return any(word.startswith(stem) for word in said for stem in _stems(topic)) or not _short(topic).isdisjoint(said)


@lru_cache(maxsize=512)
def _stems(topic: str) -> tuple[str, ...]:
    """Return the beginnings of words that stand for a topic: its own words, without their plural."""
    found = [word for word in words(plain(topic).text) if len(word) >= _SHORTEST and word not in _NOTHING]
    return tuple(_singular(word) for word in found)


@lru_cache(maxsize=512)
def _short(topic: str) -> frozenset[str]:
    """Return what a topic has of names like OCD: they are found as they stand alone, and nothing that begins so."""
    return frozenset(plain(name).text for name in _LETTERS.findall(topic))


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > _SHORTEST and not word.endswith("ss") else word
