"""What a mistyped word may have meant: the nearest word that somebody in the seat's own groups used. Pure."""

from collections.abc import Sequence


def edits(one: str, other: str) -> int:
    """Return how many letters were added, left out, changed or swapped between two words.

    Optimal string alignment: Damerau (1964), doi:10.1145/363958.363994, with no letter edited twice.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        now = [i]
        for j, there in enumerate(other, start=1):
            best = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                best = min(best, before[j - 2] + 1)
            now.append(best)
        before, last = last, now
    return last[-1]


def bearable(word: str) -> int:
    """How many edits a word of this length may be away: none up to four letters, one up to seven, then two.

    A short word that nobody used is more often another word than a mistyped one ("died" is no "diet").
    """
    return 0 if len(word) < 5 else 1 if len(word) < 8 else 2


def nearest(word: str, known: Sequence[str]) -> dict[str, int]:
    """Return the known words that `word` may have meant, the nearest first, and how many edits away each is."""
    far = {one: edits(word, one) for one in known}
    return {one: far[one] for one in sorted(far, key=lambda one: (far[one], one)) if far[one] <= bearable(word)}
