"""Made-up words as often as real ones (Zipf), and vectors near centres: a corpus of any size, always the same.

About two of five words are the ones that every text has. Post lengths are lognormal around 60 words.
"""

import random
from collections.abc import Iterator

import numpy as np

DIMENSIONS = 384
SYLLABLES = [a + b for a in "bdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "ai", "ou")]
EVERYWHERE = ["the", "and", "to", "of", "a", "in", "it", "that", "was", "for", "on", "with", "they", "at", "be", "this"]
KNOWN = 30_000
COMMONEST = (
    20  # the first ranks of English are words that every text has; so the commonest here is in a quarter of posts
)


class Corpus:
    def __init__(self, seed: int = 7) -> None:
        self.dice = random.Random(seed)  # noqa: S311  # not a secret
        self.numbers = np.random.default_rng(seed)
        self.words = [self._word(number) for number in range(KNOWN)]
        shares = 1 / np.arange(COMMONEST, KNOWN + COMMONEST) ** 1.05
        self.shares = np.cumsum(shares / shares.sum())
        self.centres = self._unit(self.numbers.standard_normal((200, DIMENSIONS)))

    def _word(self, number: int) -> str:
        parts = []
        for _each in range(2 + (number > 400) + (number > 20_000)):
            parts.append(self.dice.choice(SYLLABLES))
        return "".join(parts) + self.dice.choice(["", "", "n", "r", "s", "t", "ing", "ed"])

    def _unit(self, rows: "np.ndarray") -> "np.ndarray":
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def some_words(self, count: int) -> list[str]:
        return [self.words[place] for place in np.searchsorted(self.shares, self.numbers.random(count))]

    def texts(self, count: int) -> Iterator[str]:
        """Yield post texts."""
        for length in np.clip(self.numbers.lognormal(4.0, 0.6, count), 8, 400).astype(int):
            told = iter(self.some_words(int(length)))
            common = self.numbers.random(length) < 0.4
            yield " ".join(self.dice.choice(EVERYWHERE) if one else next(told) for one in common)

    def question(self) -> str:
        """Return a question of one to five words; one in eight has a letter too many, too few or swapped."""
        words = list(self.some_words(self.dice.choice([1, 2, 2, 3, 3, 4, 5])))
        if self.dice.random() < 0.125:
            words[0] = self._mistyped(words[0])
        return " ".join(words)

    def _mistyped(self, word: str) -> str:
        at = self.dice.randrange(1, max(2, len(word) - 1))
        return self.dice.choice([word[:at] + word[at + 1 :], word[:at] + word[at - 1] + word[at:],
                                 word[: at - 1] + word[at : at + 1] + word[at - 1] + word[at + 1 :]])  # fmt: skip

    def vectors(self, count: int) -> "np.ndarray":
        """Return unit vectors, each near one of 200 centres."""
        near = self.centres[self.numbers.integers(0, len(self.centres), count)]
        return self._unit(near + self._unit(self.numbers.standard_normal((count, DIMENSIONS))))


def binary(vectors: "np.ndarray") -> list[bytes]:
    """Return vectors as pgvector's halfvec takes them in a binary COPY."""
    head = DIMENSIONS.to_bytes(2, "big") + b"\0\0"
    return [head + row.astype(">f2").tobytes() for row in vectors]
