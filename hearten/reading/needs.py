"""Which letters a pattern cannot do without: a cheap test that spares most texts most of the patterns.

It reads the small part of the language of regular expressions in which `lexicon/*.yaml` is written. Where it cannot
tell, it says so with None, and the pattern is always tried.
"""

from collections.abc import Iterable

SIZES = (2, 3, 4)
_COMMON = " etaoinshrdlu"
_QUANTIFIERS = "?*+{"


def grams(text: str) -> frozenset[str]:
    """Return every run of 2, 3 and 4 letters in a text."""
    seconds, thirds, fourths = text[1:], text[2:], text[3:]
    pairs = [one + two for one, two in zip(text, seconds, strict=False)]
    triples = [two + three for two, three in zip(pairs, thirds, strict=False)]
    return frozenset([*pairs, *triples, *map("".join, zip(triples, fourths, strict=False))])


def needs(pattern: str) -> frozenset[str] | None:
    """Return runs of 2-4 letters, one of which is in every match of the pattern; None where that cannot be told."""
    runs, _ = _alternatives(pattern, 0)
    return frozenset(_telling(run) for run in runs) if runs else None


def _telling(run: str) -> str:
    """Return the part of a run that is rarest in plain English."""
    parts = [run[at : at + SIZES[-1]] for at in range(max(len(run) - SIZES[-1] + 1, 1))]
    return max(parts, key=lambda part: sum(_COMMON.find(letter) if letter in _COMMON else 20 for letter in part))


def _alternatives(pattern: str, at: int) -> tuple[set[str], int]:
    """Read up to the end of a group. An empty set: one of the alternatives needs nothing."""
    runs: set[str] = set()
    unsure = False
    while True:
        best, at = _sequence(pattern, at)
        unsure = unsure or not best
        runs |= best
        if at >= len(pattern) or pattern[at] == ")":
            return (set() if unsure else runs), at
        at += 1  # over the bar


def _sequence(pattern: str, at: int) -> tuple[set[str], int]:
    """Read one alternative, and return the most telling of what it cannot do without."""
    told: list[set[str]] = []
    run = ""
    while at < len(pattern) and pattern[at] not in "|)":
        piece, at = _piece(pattern, at)
        dropped = at < len(pattern) and pattern[at] in "?*{"
        if isinstance(piece, str) and piece and not dropped:
            run += piece
        else:
            told += [{run}] * (len(run) >= SIZES[0])
            if isinstance(piece, set) and piece and not dropped:
                told.append(piece)
            run = ""
        at, run, told = _over_quantifier(pattern, at, run, told)
    told += [{run}] * (len(run) >= SIZES[0])
    return (max(told, key=_weight) if told else set()), at


def _over_quantifier(pattern: str, at: int, run: str, told: list[set[str]]) -> tuple[int, str, list[set[str]]]:
    if at >= len(pattern) or pattern[at] not in _QUANTIFIERS:
        return at, run, told
    told = told + [{run}] * (len(run) >= SIZES[0])  # "ha+h": what follows a repeated letter is a new run
    at = pattern.index("}", at) + 1 if pattern[at] == "{" else at + 1
    return at + (at < len(pattern) and pattern[at] == "?"), "", told


def _weight(runs: Iterable[str]) -> tuple[int, int]:
    kept = list(runs)
    return min(min(len(run.strip()) for run in kept), SIZES[-1]), -len(kept)


def _piece(pattern: str, at: int) -> tuple[str | set[str], int]:
    """Read one letter, class or group. A letter comes back as itself, a group as its runs, all else as an empty set."""
    letter = pattern[at]
    if letter == "(":
        start = at + 3 if pattern.startswith("(?:", at) else at + (4 if pattern.startswith("(?<", at) else 3)
        runs, end = _alternatives(pattern, start if pattern.startswith("(?", at) else at + 1)
        looks = pattern.startswith(("(?!", "(?<", "(?="), at)
        return (set() if looks else runs), end + 1
    if letter == "[":
        return set(), pattern.index("]", at + 2) + 1
    if letter == "\\":
        return (pattern[at + 1] if not pattern[at + 1].isalnum() else set()), at + (6 if pattern[at + 1] == "u" else 2)
    return (set() if letter in ".^$" else letter), at + 1
