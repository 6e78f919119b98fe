"""How two lists become one: by words (BM25 over the seat's own groups) and by meaning (how near two texts are).

Everything that can be tuned stands here. Figures behind the numbers: docs/models/search.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Tuning:
    """`words` and `meaning` weigh the two lists. Places count as 1 / (`depth` + place), so a first place in one list

    is worth more than a middle place in both when `depth` is small. Meanings further away than `floor` (cosine) are not
    looked at; from `near` on a result says that it means nearly the same; what matches by meaning alone needs `alone`.
    """

    words: float = 1.0
    meaning: float = 1.0
    depth: float = 10.0
    floor: float = 0.25
    alone: float = 0.35
    near: float = 0.45


TUNING = Tuning()
CANDIDATES = 60  # of each list; what falls out when they are read as the seat is made up for by the rest
SHOWN = 10
SIMILAR = 3


def fused(by_words: Mapping[UUID, float], by_meaning: Mapping[UUID, float], tuning: Tuning = TUNING) -> list[UUID]:
    """Return what either list has, the best first. Values are scores within their own list; ties go by id."""
    worth: dict[UUID, float] = {}
    near = {one: value for one, value in by_meaning.items() if value >= tuning.floor}
    for found, weight in ((by_words, tuning.words), (near, tuning.meaning)):
        for place, one in enumerate(sorted(found, key=lambda one: (-found[one], one)), start=1):
            worth[one] = worth.get(one, 0.0) + weight / (tuning.depth + place)
    kept = (one for one in worth if one in by_words or near[one] >= tuning.alone)
    return sorted(kept, key=lambda one: (-worth[one], one))
