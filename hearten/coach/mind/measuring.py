"""How good suggestions are, over pairs whose reply carried little: what the first suggestion adds when it is taken.

The rise of the total level (0-6) is PARTNER's measure (arXiv 2101.07714). The reading that measures it is the one that
chose the sentence, so the rise says what a peer is shown, not what a reader feels; a stock sentence stands beside it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any

import numpy as np

from hearten.coach.mind.feedback import Asked, feedback
from hearten.coach.mind.placing import put
from hearten.coach.mind.thinking import composer_with
from hearten.reading.mechanisms import total
from hearten.reading.reader import reader
from hearten.reading.text import words
from hearten.reading.training.pairs import Pair

STOCK = "I am sorry you are going through this."
ONE_PEER = 10  # replies after which "what was offered" begins anew


@dataclass(frozen=True)
class Tried:
    """One pair: the first suggestion (or ""), and the total level before, with it, and with a stock sentence."""

    post: str
    draft: str
    text: str
    names: tuple[str, ...]
    frame: str
    before: int
    after: int
    stock: int
    stopped: dict[str, int]
    unread: str

    def shown(self) -> dict[str, Any]:
        """Return it as plain values, for somebody who reads it by hand."""
        return asdict(self)


def tried(pairs: Sequence[Pair]) -> Iterator[Tried]:
    """Yield what a peer would be offered first for each pair; a peer answers ten, and no line comes twice."""
    mind, composer, seen = reader(), composer_with(True), list[str]()
    for number, pair in enumerate(pairs):
        seen = seen if number % ONE_PEER else []
        told = feedback(
            Asked(pair.post, pair.reply, "listen", seen=tuple(seen), seed=f"{number // ONE_PEER}"), mind, composer
        )
        found = [one for step in told.steps for one in step.suggestions]
        first = next((step.suggestions[0] for step in told.steps if step.suggestions), None)
        drafts = [
            pair.reply,
            put(pair.reply, first.text, first.start, first.end) if first else pair.reply,
            put(pair.reply, STOCK, 0, 0),
        ]
        before, after, stock = (total(read) for read in mind.read_many([(pair.post, draft) for draft in drafts]))
        seen += [one.frame for one in found]
        yield Tried(
            pair.post, pair.reply, *((first.text, first.names, first.frame) if first else ("", (), "")),
            before, after, stock, told.stopped, told.unread,
        )  # fmt: skip


def measure(found: Sequence[Tried]) -> dict[str, Any]:
    """Return the figures of the model card."""
    offered = [one for one in found if one.text]
    texts = [one.text for one in offered]
    stopped: Counter[str] = Counter()
    for one in found:
        stopped.update(one.stopped)
    return {
        "pairs": len(found),
        "offered a sentence": len(offered),
        "not read": dict(Counter(one.unread for one in found if one.unread)),
        "mean rise when the first is taken": _mean([one.after - one.before for one in offered]),
        "mean rise of a stock sentence": _mean([one.stock - one.before for one in offered]),
        "specific": round(mean(bool(one.names) for one in offered), 4) if offered else 0,
        "distinct-2": round(distinct(texts), 4),
        "same line twice": len(texts) - len(set(texts)),
        "same line twice within one peer's ten": _repeats(found),
        "words, mean": round(mean(len(words(text)) for text in texts), 1) if texts else 0,
        "sentences stopped, by reading": dict(stopped.most_common()),
    }


def distinct(texts: Sequence[str]) -> float:
    """Return distinct-2: how many of all pairs of neighbouring words are different (Li et al., NAACL 2016)."""
    pairs = [pair for text in texts for pair in zip(words(text), words(text)[1:], strict=False)]
    return len(set(pairs)) / len(pairs) if pairs else 0.0


def _repeats(found: Sequence[Tried]) -> int:
    lots = [[one.text for one in found[at : at + ONE_PEER] if one.text] for at in range(0, len(found), ONE_PEER)]
    return sum(len(lot) - len(set(lot)) for lot in lots)


def _mean(values: Sequence[int]) -> list[float]:
    """Return [mean, low, high]: a bootstrap's 95 % interval."""
    if not values:
        return [0.0, 0.0, 0.0]
    random, array = np.random.default_rng(3), np.array(values, dtype=float)
    draws = [array[random.integers(0, len(array), len(array))].mean() for _each in range(1000)]
    return [round(float(one), 3) for one in (array.mean(), *np.percentile(draws, [2.5, 97.5]))]
