"""The operator's own model, where they named one for the Guide: it puts quoted passages into words, and no more.

It is asked through the coach's machinery, with the same limits and the same patience. It gets the turn and at most
three passages as data in one JSON object; no name, no id, nothing of the turns before. What it says is not believed.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from hearten.coach.endpoint import Endpoint, EndpointFailed, as_data, complete, endpoint_from
from hearten.guide.answers import Generator, Passage
from hearten.guide.tried import why_not

PROMPT = Path(__file__).with_name("prompt.txt")
PROMPT_VERSION = 1  # of prompt.txt: raise it with every change there
SETTINGS = "HEARTEN_GUIDE"
TEMPERATURE, MOST_TOKENS = 0.2, 220
MOST_READ = 1_500  # code points of the turn, and of each passage
AT_ONCE = 2  # turns of this process that a generator phrases at one time; others are quoted to at once
ASKS_EVERY_S = 1.0


@dataclass(frozen=True)
class OperatorsModel:
    """The endpoint that HEARTEN_GUIDE_ENDPOINT names."""

    endpoint: Endpoint

    @property
    def name(self) -> str:
        mark = hashlib.sha256(f"{self.endpoint.address} {self.endpoint.model}".encode()).hexdigest()[:12]
        return f"{self.endpoint.model[:60]} {mark}"

    @property
    def prompt(self) -> str:
        return f"{PROMPT_VERSION} {hashlib.sha256(PROMPT.read_bytes()).hexdigest()[:12]}"

    def phrase(self, question: str, sources: Sequence[Passage]) -> str:
        """Return a few sentences about what the passages say. Raises EndpointFailed."""
        return complete(self.endpoint, messages(question, sources), TEMPERATURE, MOST_TOKENS, "guide").strip()


def messages(question: str, sources: Sequence[Passage]) -> list[dict[str, str]]:
    """Return the two messages of a request: what to do, and the words to do it with, as one JSON object."""
    passages = ", ".join(as_data(one.text[:MOST_READ]) for one in sources)
    said = f'{{"question": {as_data(question[:MOST_READ])}, "passages": [{passages}]}}'
    return [{"role": "system", "content": PROMPT.read_text(encoding="utf-8")}, {"role": "user", "content": said}]


@lru_cache
def named_model() -> OperatorsModel | None:
    """Return the model that the operator named, read once; None where none is. Raises Complaint for bad settings."""
    endpoint = endpoint_from(os.environ, SETTINGS) if settings.HEARTEN_MODELS else None
    return OperatorsModel(endpoint) if endpoint else None


def operators_model() -> OperatorsModel | None:
    """Return the operator's own model where it may write: one is named, and was tried as it is (tried.py)."""
    named = named_model()
    return named if named is not None and not why_not(named) else None


_places = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def _place() -> Iterator[bool]:
    taken = _places.acquire(blocking=False)
    try:
        yield taken
    finally:
        if taken:
            _places.release()


def phrased(
    generator: Generator, question: str, sources: Sequence[Passage], goes_on: Callable[[], bool] = lambda: True,
    within: float = 20.0,
) -> str:  # fmt: skip
    """Return what a generator says, or "" where it fails, takes too long, or may not go on.

    `goes_on` is asked each second: a switch that is turned off ends the waiting within that time (AI-11). The place is
    free again at once; what comes later is read by nobody.
    """
    with _place() as taken:
        if not taken:
            return ""
        errand = _Errand(generator, question, sources)
        errand.start()
        waited = 0.0
        while errand.is_alive() and waited < within:
            errand.join(ASKS_EVERY_S)
            waited += ASKS_EVERY_S
            if errand.is_alive() and not goes_on():
                return ""
        return "" if errand.is_alive() else errand.said


class _Errand(threading.Thread):
    """One asking, in a thread of its own: a generator may heed no time-out."""

    def __init__(self, generator: Generator, question: str, sources: Sequence[Passage]) -> None:
        super().__init__(name="guide", daemon=True)
        self._asked = (generator, question, sources)
        self.said = ""

    def run(self) -> None:
        generator, question, sources = self._asked
        try:
            self.said = generator.phrase(question, sources)
        except EndpointFailed:
            self.said = ""  # the coach's machinery said why, without a word of anybody
        except Exception:  # whatever it is: a thread would print it, and it may hold words
            self.said = ""
