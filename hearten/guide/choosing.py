"""Which sentences of the texts that answer are quoted: those that are nearest to the question. Pure.

By meaning, where the encoder has read them, and by the words that both have. A sentence that leans on the one before it
brings that along. Figures stand in docs/models/guide.md.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hearten.guide.answers import Passage
from hearten.guide.patterns import words_of
from hearten.guide.ranking import TUNING, Text, Tuning, stems_of
from hearten.reading.text import Stretch, sentences

MOST_SOURCES, MOST_OF_ONE, MOST_SENTENCES = 3, 3, 5
EARLIER = 0.001  # of two that are as near, the earlier one

# How near a question is to each sentence of a text, in order (cosine); nothing where nobody knows.
Nearness = Callable[[Text], Sequence[float]]


@dataclass(frozen=True)
class Chosen:
    """A sentence that was chosen, as it stands in its passage."""

    passage: Passage
    text: str
    place: int


def chosen(
    question: str, order: Sequence[tuple[float, Text]], near: Nearness = lambda text: (), tuning: Tuning = TUNING
) -> list[Chosen]:
    """Return the sentences to quote, of at most three sources, in the order in which they stand there."""
    if not order:
        return []
    best = order[0][0]
    kept: list[Chosen] = []
    for nth, (worth, text) in enumerate(order[:MOST_SOURCES]):
        if nth and worth < best * tuning.beside:
            break
        room = min(MOST_OF_ONE if nth == 0 else 2, MOST_SENTENCES - len(kept))
        kept += _sentences(question, text, near(text), room, tuning)
    return kept


def _sentences(question: str, text: Text, near: Sequence[float], most: int, tuning: Tuning) -> list[Chosen]:
    parts = sentences(text.passage.text)
    asked = set(stems_of(question))
    close = near if len(near) == len(parts) else [0.0] * len(parts)
    worth = {nth: close[nth] + tuning.in_words * _shared(part, asked) - nth * EARLIER for nth, part in enumerate(parts)}
    taken: list[int] = []
    for nth in sorted(worth, key=lambda one: -worth[one]):
        taken += _with_what_it_leans_on(nth, parts, text.passage.text, taken, most - len(taken))
    return [Chosen(text.passage, parts[nth].text, nth) for nth in sorted(taken)]


def _shared(part: Stretch, asked: set[str]) -> float:
    """Return which share of the question's telling words a sentence has."""
    return len(set(stems_of(part.text)) & asked) / len(asked) if asked else 0.0


def _with_what_it_leans_on(
    nth: int, parts: Sequence[Stretch], whole: str, taken: Sequence[int], room: int
) -> list[int]:
    """Return a sentence, with the one before it where it means nothing alone; nothing where both do not fit."""
    wanted = [nth - 1, nth] if nth and _leans(parts[nth], whole[parts[nth - 1].end : parts[nth].start]) else [nth]
    wanted = [one for one in wanted if one not in taken]
    return wanted if len(wanted) <= room else []


def _leans(part: Stretch, between: str) -> bool:
    first = re.match(r"[^\W_]+", part.text)
    leans = first is not None and first.group().lower() in words_of("leans").split()
    return leans and "\n\n" not in between
