"""A text as the model of risk reads it: tricks of spelling undone, pictures named, in windows of word pieces."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from hearten.reading.encoding import CLS, SEP, Window
from hearten.reading.plain import Plain, plain
from hearten.reading.weights import verified

PIECES = 126
OVERLAP = 30
WINDOWS = 40  # about 2,900 words; the rules read what lies beyond
LONGEST = 40_000


def read_as(text: str) -> Plain:
    """Return a plain text with each picture as its name in words, and the way back to the text as it was written."""
    clear = plain(text[:LONGEST])
    if clear.text.isascii():
        return clear
    pairs = [(part, place) for part, place in zip(clear.text, clear.places, strict=True)]
    named = [(letter, place) for part, place in pairs for letter in _named(part)]
    return Plain("".join(letter for letter, _ in named), tuple(place for _, place in named))


@lru_cache(maxsize=2048)
def _named(letter: str) -> str:
    if letter.isascii() or unicodedata.category(letter) not in ("So", "Sk"):
        return letter
    return f" {unicodedata.name(letter, '').lower().replace('-', ' ')} "


def pieces_by() -> Any:
    """Return what cuts a text into word pieces. Raises WeightsUnfit."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(verified("tokenizer")))
    made.no_truncation()
    made.no_padding()
    return made


def windows(tokenizer: Any, texts: Sequence[Plain]) -> list[list[Window]]:
    """Return the windows of each text, which overlap; at least one. A piece's place is in the text as written."""
    found = tokenizer.encode_batch([text.text for text in texts], add_special_tokens=False)
    return [_windows(one, text) for one, text in zip(found, texts, strict=True)]


def _windows(found: Any, text: Plain) -> list[Window]:
    size, step = len(found.ids), PIECES - OVERLAP
    starts = list(range(0, max(size - OVERLAP, 1), step))[:WINDOWS]
    return [_window(found.ids[at : at + PIECES], found.offsets[at : at + PIECES], text) for at in starts]


def _window(ids: list[int], offsets: list[tuple[int, int]], text: Plain) -> Window:
    places = [text.span(start, end) if end > start else (0, 0) for start, end in offsets]
    return Window([CLS, *ids, SEP], [0] * (len(ids) + 2), [(0, 0), *places, (0, 0)])
