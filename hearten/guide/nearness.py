"""How near a question is to what the shipped and written pages are for, by meaning. Their vectors are made once."""

import threading
from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings

from hearten.guide.ranking import Near, Text
from hearten.kernel.aside import Busy
from hearten.reading.text import sentences
from hearten.search.encoder import Vector, meanings

BATCH = 24


class _Vectors(NamedTuple):
    """The vectors of a text: of its title and questions, of its paragraphs, of its sentences."""

    asked: list[Vector]
    parts: list[Vector]
    told: list[Vector]


# By a text's key and words. Our own texts and the operators', no turn's.
_kept: dict[str, _Vectors] = {}
_making = threading.Lock()


def nearness(vector: Vector | None, texts: Sequence[Text]) -> dict[str, Near]:
    """Return by key how near each text is; nothing while one of them has no vectors yet.

    What was read would win against what was not: a page that an operator has just written, against any other.
    """
    if vector is None or not all(_key(text) in _kept for text in texts):
        return {}
    kept = {text.passage.key: _kept[_key(text)] for text in texts}
    return {key: Near(_nearest(vector, one.asked), _nearest(vector, one.parts + one.told)) for key, one in kept.items()}


def of_sentences(vector: Vector | None, text: Text) -> list[float]:
    """Return how near each sentence of a text is, in order; nothing where it has no vectors yet."""
    kept = _kept.get(_key(text))
    return [_near(vector, one) for one in kept.told] if vector is not None and kept else []


def _nearest(vector: Vector, others: Sequence[Vector]) -> float:
    return max((_near(vector, one) for one in others), default=0.0)


def _near(vector: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(vector, other, strict=True))


def make_ready(texts: Sequence[Text], wait: bool = False) -> None:
    """Have the vectors of texts made that have none yet, beside what goes on; `wait` for them in tests and tools."""
    if not settings.HEARTEN_MODELS or all(_key(text) in _kept for text in texts):
        return
    making = threading.Thread(target=_make, args=(list(texts),), name="guide-meaning", daemon=True)
    making.start()
    if wait:
        making.join()


def _make(texts: list[Text]) -> None:
    if not _making.acquire(blocking=False):
        return
    try:
        for text in [one for one in texts if _key(one) not in _kept]:
            said = [text.passage.title, *text.asked]
            parts = [part.strip() for part in text.passage.text.split("\n") if part.strip()]
            told = [part.text for part in sentences(text.passage.text)]
            _kept[_key(text)] = _Vectors(_read(said), _read(parts), _read(told))
    except (Busy, OSError, ValueError):
        return  # the encoder is not there now: words alone find as well, and the next page tries again
    finally:
        _making.release()


def _read(said: Sequence[str]) -> list[Vector]:
    return [one for first in range(0, len(said), BATCH) for one in meanings(said[first : first + BATCH])]


def _key(text: Text) -> str:
    return f"{text.passage.key} {hash((text.passage.title, text.asked, text.passage.text))}"
