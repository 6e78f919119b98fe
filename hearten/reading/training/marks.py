"""How well marked words agree with the words that people marked: token-F1 and IOU-F1, on replies that carry something.

Marking a whole reply scores high where most of a reply is marked, so it stands beside as the baseline to beat. Measures
after DeYoung et al., "ERASER", ACL 2020, on positive examples only.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from hearten.reading.encoding import Window
from hearten.reading.marking import marked
from hearten.reading.mechanisms import Span
from hearten.reading.text import placed_words
from hearten.reading.training.pairs import Pair

Array = np.ndarray[Any, Any]
BARS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def words_in(reply: str, spans: Sequence[Span]) -> set[int]:
    """Return which words of a reply, by number, lie in the spans at least in part."""
    return {
        at for at, (start, end, _word) in enumerate(placed_words(reply)) if any(start < b and end > a for a, b in spans)
    }


def token_f1(gold: set[int], found: set[int]) -> float:
    """Return F1 over words; 1 where both are empty."""
    if not gold and not found:
        return 1.0
    both = len(gold & found)
    return 2 * both / (len(gold) + len(found)) if both else 0.0


def _token_f1(reply: str, gold: Sequence[Span], found: Sequence[Span]) -> float:
    return token_f1(words_in(reply, gold), words_in(reply, found))


def iou_f1(reply: str, gold: Sequence[Span], found: Sequence[Span]) -> float:
    """Return F1 over spans, where two spans agree when they share at least half of the words in either."""
    golds, finds = [words_in(reply, [span]) for span in gold], [words_in(reply, [span]) for span in found]
    golds, finds = [one for one in golds if one], [one for one in finds if one]
    if not golds or not finds:
        return float(not golds and not finds)
    precision = sum(_agree(one, golds) for one in finds) / len(finds)
    recall = sum(_agree(one, finds) for one in golds) / len(golds)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _agree(one: set[int], others: Sequence[set[int]]) -> bool:
    return any(len(one & other) / len(one | other) >= 0.5 for other in others)


def positives(pairs: Sequence[Pair], number: int) -> list[int]:
    """Return the pairs whose reply carries the mechanism in words that people marked."""
    return [row for row, pair in enumerate(pairs) if pair.levels[number] and pair.rationales[number]]


def best_mark(pairs: Sequence[Pair], number: int, windows: Sequence[Window], carries: Sequence[Array]) -> float:
    """Return the bar for marking a clause that gives the best mean token-F1 over positive, unseen pairs."""
    rows = positives(pairs, number)

    def worth(bar: float) -> float:
        found = {row: marked(pairs[row].reply, [windows[row]], [carries[row][:, number]], bar) for row in rows}
        return float(np.mean([_token_f1(pairs[row].reply, pairs[row].rationales[number], found[row]) for row in rows]))

    return max(BARS, key=worth)
