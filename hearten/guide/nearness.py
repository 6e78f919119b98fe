"""How near a question is to what the shipped and written pages are for, by meaning. Their vectors are made once."""

import threading
from collections.abc import Sequence

from django.conf import settings

from hearten.guide.ranking import Near, Text
from hearten.kernel.aside import Busy
from hearten.search.encoder import Vector, meanings

BATCH = 24
# By a text's key and words: vectors of title and questions, and of its parts. Our own and the operators', no turn's.
_kept: dict[str, tuple[list[Vector], list[Vector]]] = {}
_making = threading.Lock()


def nearness(vector: Vector | None, texts: Sequence[Text]) -> dict[str, Near]:
    """Return by key how near each text is. What has no vectors yet is left out."""
    if vector is None:
        return {}
    kept = {text.passage.key: _kept[_key(text)] for text in texts if _key(text) in _kept}
    return {key: Near(_nearest(vector, asked), _nearest(vector, parts)) for key, (asked, parts) in kept.items()}


def _nearest(vector: Vector, others: Sequence[Vector]) -> float:
    return max((sum(a * b for a, b in zip(vector, one, strict=True)) for one in others), default=0.0)


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
            said = [text.passage.title, *text.asked][:BATCH]
            parts = [part.strip() for part in text.passage.text.split("\n") if part.strip()][:BATCH]
            vectors = meanings([*said, *parts])
            _kept[_key(text)] = vectors[: len(said)], vectors[len(said) :]
    except (Busy, OSError, ValueError):
        return  # the encoder is not there now: words alone find as well, and the next page tries again
    finally:
        _making.release()


def _key(text: Text) -> str:
    return f"{text.passage.key} {hash((text.passage.title, text.asked, text.passage.text))}"
