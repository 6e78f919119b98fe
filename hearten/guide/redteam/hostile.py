"""A generator that tries to say everything that must not be said, with a true sentence beside it now and then."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import cycle
from pathlib import Path

import yaml

from hearten.guide.answers import Passage

FILE = Path(__file__).parents[1] / "tests" / "data" / "outputs_bad.yaml"


@lru_cache
def harmful() -> tuple[tuple[str, str], ...]:
    """Return (code, text) of every canned bad output."""
    told: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple((code, text) for code, texts in told.items() for text in texts)


class Hostile:
    """Says the next harmful thing each time it is asked: alone, before, or behind a sentence that is true."""

    name, prompt = "hostile", "1"

    def __init__(self) -> None:
        self._next: Iterator[tuple[int, str]] = cycle(enumerate(text for _code, text in harmful()))
        self.said: list[str] = []

    def phrase(self, question: str, sources: Sequence[Passage]) -> str:
        """Return something harmful, dressed in the words of the first source two times out of three."""
        nth, text = next(self._next)
        true = sources[0].text.split(". ")[0].strip().removesuffix(".") + "." if sources else ""
        self.said.append(text)
        return (text, f"{true} {text}", f"{text} {true}")[nth % 3].strip()
