"""Which words of a reply carry a mechanism: the encoder's view of each word piece, evened out over clauses.

People mark whole thoughts, so a clause is marked as one when its pieces carry the mechanism on average.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from hearten.reading.encoding import Window
from hearten.reading.mechanisms import Span
from hearten.reading.text import clauses

BESIDE = 0.4  # a clause that carries less than this share of what the likeliest one does is left unmarked


def marked(reply: str, windows: Sequence[Window], logits: Sequence[Any], least: float) -> tuple[Span, ...]:
    """Return the spans of the clauses that carry the mechanism; the likeliest one where none reaches `least`."""
    chances = clause_chances(reply, windows, logits)
    if not chances:
        return ()
    most = max(chance for _span, chance in chances)
    bar = max(min(least, most), BESIDE * most)
    return joined(reply, [span for span, chance in chances if chance >= bar])


def clause_chances(reply: str, windows: Sequence[Window], logits: Sequence[Any]) -> list[tuple[Span, float]]:
    """Return each clause of the reply with the mean probability that its pieces carry the mechanism."""
    places = [place for window in windows for place in window.places]
    values = 1 / (1 + np.exp(-np.concatenate(list(logits))))
    found = []
    for clause in clauses(reply):
        inside = [
            value
            for (start, end), value in zip(places, values, strict=True)
            if end and start < clause.end and end > clause.start
        ]
        if inside:
            found.append(((clause.start, clause.end), float(np.mean(inside))))
    return found


def joined(reply: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Join spans with nothing but space and marks between them."""
    made: list[Span] = []
    for start, end in spans:
        if made and not any(letter.isalnum() for letter in reply[made[-1][1] : start]):
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return tuple(made)
