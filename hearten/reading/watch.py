"""Reading a text for danger to its writer: rules, and our own model beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearten.reading.risk import risk


@dataclass(frozen=True, slots=True)
class Watched:
    """What a text says of danger to its writer now.

    `level`: "none", "L1" to "L4"; worry for another, the past, a quote and a figure of speech have level "none".
    `about`: "self", "other", "past", "quote", "figure". `cues`: (start, end, why) in code points of the text.
    `source`: "rules" or "model", what decided. `made_by`: the version of both.
    """

    level: str
    about: str
    cues: tuple[tuple[int, int, str], ...]
    source: str
    made_by: str


class Watcher:
    """Reads by rules, and with the model where it may be used."""

    def __init__(self, models: bool = True) -> None:
        self.models = models

    def read(self, text: str) -> Watched:
        """Return the reading of one text."""
        found = risk(text)
        level = found.level if found.about == "self" else "none"
        return Watched(level, found.about, found.cues, "rules", "")

    def read_many(self, texts: Sequence[str]) -> list[Watched]:
        """Return the readings of many texts, in their order."""
        return [self.read(text) for text in texts]
