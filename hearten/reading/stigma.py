"""Words that can hurt when they are said of others, each with a kinder wording: a suggestion, never a bar.

How people name themselves is theirs (NIDA, "Words Matter"), and so is telling what they were called.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from hearten.reading.needs import grams
from hearten.reading.phrases import found, likely, phrases
from hearten.reading.plain import Plain, plain
from hearten.reading.text import sentences

_QUOTED = re.compile(r'"[^"]{2,200}"|(?<![^\W_])\'[^\']{2,200}\'(?![^\W_])')


def stigma(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, kinder wording) for each place, in code points of the text, in order."""
    clear = plain(text)
    kept = likely(phrases("stigma", "kinder"), grams(clear.text))
    if not kept:
        return ()
    hits = sorted(found(kept, clear.text), key=lambda hit: (hit[0], -hit[1]))
    quotes = [match.span() for match in _QUOTED.finditer(clear.text)]
    places = [part.start for part in sentences(text)]
    made: list[tuple[int, int, str]] = []
    for start, end, kinder in hits:
        quoted = any(begin < start and end < close for begin, close in quotes)
        if quoted or _own(clear, start, end, places) or (made and start < made[-1][1]):
            continue
        made.append((start, end, kinder))
    return tuple((*clear.span(start, end), kinder) for start, end, kinder in made)


def _own(clear: Plain, start: int, end: int, places: list[int]) -> bool:
    """Whether the writer speaks of themself, or tells what somebody was called."""
    begin = max((place for place in places if place <= clear.places[start]), default=0)
    before = "".join(_sentence(clear, begin, start))
    after = clear.text[end : end + 40]
    return any(said.search(before) for said in _patterns("own") + _patterns("quoted")) or any(
        said.match(after) for said in _patterns("after_own")
    )


def _sentence(clear: Plain, begin: int, start: int) -> Iterator[str]:
    at = start
    while at > 0 and clear.places[at - 1] >= begin:
        at -= 1
    yield clear.text[at:start]


@lru_cache(maxsize=4)
def _patterns(part: str) -> tuple[re.Pattern[str], ...]:
    return tuple(phrase.pattern for phrase in phrases("stigma", part))
