"""Which numbers may be shown beside their sum, so that no smaller one can be worked out from them. Pure.

Numbers under LEAST are not shown. Where what is left of the sum would tell such a number, or would be one itself,
more is withheld: the smallest of those that were to be shown, until two numbers at least are missing that are LEAST
together.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

LEAST = 5
Key = TypeVar("Key", bound=Hashable)


def shown(whole: int, parts: Mapping[Key, int], places: int) -> set[Key]:
    """Return which parts may be shown beside their whole.

    `parts`: those that are known; `places`: how many there are in all, the unknown and the empty ones too.
    """
    kept = {key: number for key, number in sorted(parts.items(), key=lambda one: -one[1]) if number >= LEAST}
    while kept and not _tells_nothing(whole - sum(kept.values()), places - len(kept)):
        kept.pop(next(reversed(kept)))
    return set(kept)


def _tells_nothing(left: int, missing: int) -> bool:
    return missing == 0 or (missing >= 2 and left >= LEAST)


def may_say(number: int, whole: int) -> bool:
    """Whether a part of a whole may be said: it and the rest are none, or LEAST and more."""
    return all(one == 0 or one >= LEAST for one in (number, whole - number))
