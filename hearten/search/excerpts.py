"""A few words around what matched, cut from a text that the seat has just read. Pure; a template escapes the pieces."""

import re
from collections.abc import Collection
from typing import NamedTuple

from hearten.search.asking import places_of, plain
from hearten.search.encoder import WORDS_OF_A_PART

WIDTH = 36  # words


class Piece(NamedTuple):
    text: str
    marked: bool


def excerpt(text: str, said: Collection[str], part: int = 0) -> list[Piece]:
    """Return the stretch of about 36 words that has most of the words in `said`, with these marked.

    Without any, the stretch where a part of the text begins (`part`, as encoder.parts_of counts).
    """
    places = places_of(text)
    hits = [at for at, (start, end) in enumerate(places) if plain(text[start:end]) in said]
    first = _fullest(hits) if hits else _word_at(text, places, part * WORDS_OF_A_PART)
    first = max(0, min(first, len(places) - WIDTH))
    if not places:
        return []
    last = min(len(places), first + WIDTH) - 1
    begin, end = (0 if first == 0 else places[first][0]), (places[last][1] if last < len(places) - 1 else len(text))
    marks = [places[at] for at in hits if first <= at <= last]
    return _pieces(text, begin, end, marks)


def _fullest(hits: list[int]) -> int:
    """Return where the first window with most hits begins, a few words before its first one. One pass: a text may be
    one word ten thousand times."""
    most = first = begin = 0
    for last, hit in enumerate(hits):
        while hit - hits[begin] >= WIDTH - 6:
            begin += 1
        if last - begin + 1 > most:
            most, first = last - begin + 1, hits[begin]
    return max(0, first - 6)


def _word_at(text: str, places: list[tuple[int, int]], spaced: int) -> int:
    """Return which word (as found here) is the one after so many words between spaces."""
    if not spaced:
        return 0
    words = list(re.finditer(r"\S+", text))
    start = words[spaced].start() if spaced < len(words) else 0
    return next((at for at, (begin, _end) in enumerate(places) if begin >= start), 0)


def _pieces(text: str, begin: int, end: int, marks: list[tuple[int, int]]) -> list[Piece]:
    made, at = [Piece("… ", False)] if begin else [], begin
    for start, stop in marks:
        made += [Piece(text[at:start], False), Piece(text[start:stop], True)]
        at = stop
    made.append(Piece(text[at:end], False))
    made += [Piece(" …", False)] if end < len(text) else []
    return [piece for piece in made if piece.text]
