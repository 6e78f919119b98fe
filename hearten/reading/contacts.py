"""Ways to reach somebody outside the group that stand in a text, and requests for them."""

import re
from functools import lru_cache

from hearten.reading.phrases import lexicon, spelled_out

_PHONE = re.compile(r"(?<![\w£$€.,:/-])(?:\+|00)?\(?\d[\d ().\-–/]{5,18}\d(?![\w%])")
_DATE = r"\d{1,4}[./\-–]\d{1,2}[./\-–]\d{1,4}|\d{1,2}[./]\d{1,2}[./]?\s.*"
_YEARS = r"\d{4}\s?[-–/]\s?\d{2,4}"
_HOURS = r"\d{1,2}[.:]\d\d\s?[-–]\s?\d{1,2}[.:]\d\d"
_AMOUNT = r"\d{1,3}(?:[ ,]\d{3})+"
_NO_PHONE = re.compile(rf"(?:{_DATE}|{_YEARS}|{_HOURS}|{_AMOUNT})$")
_SHORTEST, _LONGEST = 7, 15  # digits: numbers of crisis lines and buses are shorter; E.164 allows no more


def contacts(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, kind) in order of place: phone, e-mail, handle, link, messenger, address, asks.

    Dates, times, amounts, bus lines and the short numbers of crisis lines are none.
    """
    found = [(match.start(), match.end(), kind) for kind, pattern in _kinds() for match in pattern.finditer(text)]
    found += [(match.start(), match.end(), "phone") for match in _PHONE.finditer(text) if _is_phone(match.group())]
    return _apart(sorted(found, key=lambda one: (one[0], -one[1])))


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kept = lexicon("contacts")
    return tuple(
        (kind, re.compile(spelled_out(said, kept["words"]), re.IGNORECASE))
        for kind, group in kept["kinds"].items()
        for said in group
    )


def _is_phone(said: str) -> bool:
    digits = sum(letter.isdigit() for letter in said)
    return _SHORTEST <= digits <= _LONGEST and not _NO_PHONE.match(said.strip())


def _apart(found: list[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """Drop what lies inside something found before it."""
    kept: list[tuple[int, int, str]] = []
    for one in found:
        if not any(start <= one[0] and one[1] <= end for start, end, _ in kept):
            kept.append(one)
    return tuple(kept)
