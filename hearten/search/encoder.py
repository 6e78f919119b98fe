"""What a text means, asked of the encoder in a process aside. Without it, search goes by words alone."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from math import isfinite

from django.conf import settings

from hearten.kernel.aside import Busy, Pool, Process
from hearten.search.fields import DIMENSIONS

WITHIN_S = 0.4  # of a page; a search by words waits for nobody
ENDED_AFTER_S = 5.0  # a process that takes longer is ended; one that is only slow reads on, and nobody waits for it
BATCH_WITHIN_S = 30.0
WORDS_OF_A_PART = 90  # the encoder reads 128 word pieces
PARTS = 4

Vector = list[float]
_pool: list[Pool] = []


def encoders() -> Pool:
    """Return this process's encoder: one, that reads one request at a time."""
    if not _pool:
        _pool.append(Pool(1, settings.HEARTEN_THREADS, begin_encoder))
    return _pool[0]


def begin_encoder() -> Process:
    """Start one process that encodes. Raises Busy where its weights are not the tested ones."""
    return Process("hearten.reading.meaning_aside")


def wake() -> None:
    """Have the encoder started: somebody has opened a page where they may search."""
    if settings.HEARTEN_MODELS:
        encoders().wake()


def meant(question: str) -> Vector | None:
    """Return what a question means; None where models are off, or nobody is free to read it now."""
    if not settings.HEARTEN_MODELS or not question.strip():
        return None
    asking = _asking().submit(meanings, [question], ENDED_AFTER_S, start=False)
    try:
        return asking.result(WITHIN_S)[0]
    except (Busy, OSError, ValueError, TimeoutError):  # also where no process can be started: words alone find as well
        asking.cancel()
        return None


@cache
def _asking() -> ThreadPoolExecutor:
    """One thread that asks for pages: who does not wait any longer leaves its answer to it."""
    return ThreadPoolExecutor(1, "search-meaning")


def meanings(texts: Sequence[str], within: float = BATCH_WITHIN_S, start: bool = True) -> list[Vector]:
    """Return the vector of each text. Raises Busy, for an answer that is none, too."""
    told = encoders().ask({"texts": list(texts)}, within, start)
    vectors = [[float(number) for number in vector] for vector in told.get("vectors", [])]
    if len(vectors) != len(texts) or not all(_is_one(vector) for vector in vectors):
        raise Busy
    return vectors


def _is_one(vector: Vector) -> bool:
    return len(vector) == DIMENSIONS and all(isfinite(number) for number in vector)


def parts_of(title: str, body: str) -> list[str]:
    """Return a text in parts that the encoder reads whole, each under the title; at most four, so about 360 words."""
    words = body.split()
    starts = range(0, max(len(words), 1), WORDS_OF_A_PART)
    parts = [" ".join(words[start : start + WORDS_OF_A_PART]) for start in list(starts)[:PARTS]]
    return [f"{title}\n{part}".strip() for part in parts]
