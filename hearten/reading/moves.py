"""What each sentence of a reply does: asks, says back, names a feeling, tells of oneself, affirms, suggests."""

import re
from dataclasses import dataclass

from hearten.reading.needs import grams
from hearten.reading.phrases import found, one_kind, phrases
from hearten.reading.plain import plain
from hearten.reading.text import sentences, words

MOVES = (
    "question",
    "restatement",
    "reflection",
    "self_disclosure",
    "affirmation",
    "suggestion",
    "information",
    "other",
)
_SHORT = 7
_FIRST = re.compile(r"^[^\w'\"]+")  # what stands before the first word: emoji, dashes


@dataclass(frozen=True, slots=True)
class Move:
    """One sentence of a text and what it does; `kind` is one of MOVES."""

    start: int
    end: int
    kind: str


def moves(text: str) -> list[Move]:
    """Return a move for each sentence of a text, in order of place."""
    return [Move(part.start, part.end, kind_of(Sentence(part.text))) for part in sentences(text)]


class Sentence:
    """One sentence made plain, with its grams, its length in words, and whether it is put as a question."""

    def __init__(self, written: str) -> None:
        self.text = _FIRST.sub("", plain(written).text)
        self.grams = grams(self.text)
        self.length = len(words(written))
        self.asks = written.rstrip(" \"'”’)").endswith("?")

    def does(self, kind: str, why: str = "") -> bool:
        """Whether phrases of a kind (for one reason) are in the sentence."""
        kept = one_kind("moves", kind, why) if why else phrases("moves", kind)
        return next(found(kept, self.text, self.grams), None) is not None


def kind_of(said: Sentence) -> str:
    """Return what one sentence does: one of MOVES."""
    if _suggests(said):
        return "suggestion"
    if said.asks or said.does("question"):
        return "question"
    if said.does("other", "thanks") and not said.asks:
        return "other"
    stated = _statement(said)
    if said.does("other") and said.length <= _SHORT and stated not in ("affirmation", "reflection"):
        return "other"
    return stated


def _suggests(said: Sentence) -> bool:
    if said.does("suggestion", "asking"):
        return True
    if not said.asks and said.does("suggestion", "should"):
        return not said.does("self_disclosure", "own") or said.does("restatement")
    return not said.asks and said.does("suggestion", "do") and not said.does("suggestion", "not")


def _statement(said: Sentence) -> str:
    if said.does("affirmation"):
        return "affirmation"
    if said.does("reflection", "feels"):
        return "reflection"
    if said.does("self_disclosure", "own"):
        return "other" if said.does("self_disclosure", "not") else "self_disclosure"
    if said.does("reflection", "soft") and not said.does("information", "may"):
        return "reflection"
    if said.does("information"):
        return "information"
    return "restatement" if said.does("restatement") else "other"
