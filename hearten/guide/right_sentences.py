"""Whether the sentence that answers is shown: 267 questions of our own about one sentence of one page each.

150 were written to choose weights with, 117 by another hand and looked at by nobody before (three more, which both
hands had written alike, are left out). A question counts where one
of its sentences stands among those shown, letter for letter, whatever else stands there.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hearten.guide.answers import Answer
from hearten.guide.groundedness import share

FILE = Path(__file__).parent / "tests" / "data" / "sentences.jsonl"
SHARES = {
    "page": "Questions about one sentence: an answer from its page was shown",
    "told": "... with that sentence",
    "told where shown": "Of the answers from its page: with that sentence",
}


@dataclass(frozen=True)
class About:
    """`key`: the page. `sentences`: of which one at least answers. `part`: tuned or held_out."""

    id: str
    part: str
    question: str
    key: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What came of one question: whether its page was quoted, and a sentence that answers was among what was shown."""

    about: About
    page: bool
    told: bool


@lru_cache
def questions() -> tuple[About, ...]:
    """Return the 267 questions."""
    told = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(
        About(one["id"], one["set"], one["question"], one["key"], tuple(map(_flat, one["sentences"]))) for one in told
    )


def measure(ask: Callable[[str], Answer], asked: Sequence[About] | None = None) -> Iterator[Told]:
    """Ask each question, as the first turn of a conversation."""
    for one in questions() if asked is None else asked:
        answer = ask(one.question)
        page = any(source.key == f"howto:{one.key}" for source in answer.sources)
        shown = {_flat(quoted.text) for quoted in answer.sentences}
        yield Told(one, page, bool(shown & set(one.sentences)))


def figures(told: Sequence[Told]) -> dict[str, dict[str, list[float]]]:
    """Return for each part the shares, as groundedness.figures does."""
    return {part: _figures([one for one in told if one.about.part == part]) for part in ("tuned", "held_out")}


def _figures(told: Sequence[Told]) -> dict[str, list[float]]:
    return {
        "page": share([one.page for one in told]),
        "told": share([one.told for one in told]),
        "told where shown": share([one.told for one in told if one.page]),
    }


def _flat(said: str) -> str:
    return " ".join(said.split())
