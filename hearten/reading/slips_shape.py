"""Slips that lie in the shape of a whole draft: advice before any hearing, too many questions, too much of oneself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hearten.reading.mechanisms import Span
from hearten.reading.phrases import lexicon, phrases, says
from hearten.reading.text import words

_INVITED = ("ideas", "information")
_OWN = re.compile(r"\b(?:i|im|ive|id|ill|my|me|mine|myself|we|our|us)\b")
_THEIRS = re.compile(r"\b(?:you|your|youre|youve|u|ur|ye|yer|yours|yourself)\b")
_QUESTIONS, _LONG, _OWN_WORDS = 3, 45, 7


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of a draft: its place, plain without what it quotes, its move, and whether it is a question."""

    span: Span
    said: str
    grams: frozenset[str]
    move: str
    asks: bool


def fixing(parts: Sequence[Part], post: str, wish: str, taken: Sequence[Span]) -> list[Span]:
    """Return the advice that comes before or without any hearing.

    `post`: plain text. `taken`: sentences with a graver slip, which are neither advice nor hearing.
    """
    heard, found = False, []
    for part in parts:
        graver = any(part.span[0] < end and start < part.span[1] for start, end in taken)
        advises = part.move == "suggestion" and not graver and not says(phrases("hearing", "urgent"), part.said)
        if advises and _unwelcome(part, heard, wish):
            found.append(part.span)
        heard = heard or (not advises and not graver and _hears(part, post))
    return found


def _unwelcome(part: Part, heard: bool, wish: str) -> bool:
    if wish in _INVITED:
        return not heard and says(phrases("hearing", "blunt"), part.said)
    return not (heard and says(phrases("hearing", "tentative"), part.said))


def _hears(part: Part, post: str) -> bool:
    if part.move in ("reflection", "affirmation") or says(phrases("hearing", "hearing"), part.said):
        return True
    told = {word for word in words(post) if len(word) > 3} - _common()
    return not part.asks and bool(told & set(words(part.said)))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(lexicon("hearing")["common"].split())


def interrogating(parts: Sequence[Part]) -> list[Span]:
    """Return the stretch of a draft that asks one question after another and says little else."""
    asked = [part for part in parts if part.asks]
    said = [part for part in parts if not part.asks and len(words(part.said)) > 2]
    if len(asked) < _QUESTIONS or len(asked) < 2 * len(said):
        return []
    return [(asked[0].span[0], asked[-1].span[1])]


def about_oneself(parts: Sequence[Part]) -> list[Span]:
    """Return the stretch in which a long draft tells of its writer and hardly turns to the other."""
    own = [part for part in parts if _OWN.search(part.said)]
    length = sum(len(words(part.said)) for part in parts)
    mine = sum(len(_OWN.findall(part.said)) for part in parts)
    theirs = sum(len(_THEIRS.findall(part.said)) for part in parts)
    if length < _LONG or mine < _OWN_WORDS or mine < 3 * theirs or len(own) < 3:
        return []
    asks_back = parts[-1].asks and bool(_THEIRS.search(parts[-1].said))
    return [] if asks_back else [(own[0].span[0], own[-1].span[1])]
