"""Whether somebody's letter is signed with a name that they do not show where it goes. Pure.

Mail programs sign by themselves, mostly without the "-- " that says so. Behind a mask, or under a first name alone,
that would tell a group who somebody is.
"""

import re
from collections.abc import Iterable

LAST_LINES = 8  # that are not empty: further up nobody signs
MOST_WORDS = 6  # in a line; a longer one is a sentence, and what somebody says of their name there they mean to say
_PART = re.compile(r"[^\W\d_]{3,}|[\u3040-\u9fff\uac00-\ud7af]{2,}")
_OF_MANY = {"van", "von", "der", "den", "del", "dos", "bin", "ibn", "the", "and", "und"}


def is_signed_with(words: str, names: Iterable[str], shown: str) -> bool:
    """Whether a short line at the end holds a part of one of the names that is no part of the one `shown` there."""
    hidden = _parts(" ".join(names)) - _parts(shown) - _OF_MANY
    last = [line for line in words.split("\n") if line.strip()][-LAST_LINES:]
    return any(len(line.split()) <= MOST_WORDS and hidden & _parts(line) for line in last)


def _parts(name: str) -> set[str]:
    return set(_PART.findall(name.casefold()))
