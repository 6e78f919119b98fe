"""How well the Guide answers: 120 questions of our own, 40 that it was tuned on and 80 that nobody looked at before.

For each it counts whether an answer was quoted, whether it is from a page that answers, whether a question that nothing
here answers is said to be one, and whether every sentence that was shown stands in its source, letter for letter.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hearten.guide.answers import Answer
from hearten.reading.fairness import interval

FILE = Path(__file__).parent / "tests" / "data" / "questions.jsonl"
# Reviewed replies that answer what a page answers: they come first, and say the same.
SAYS_THE_SAME = {"delete_account": "leaving", "abuse": "devices", "lapse": "setback", "hotline": "help_now",
                 "hotline_unknown": "help_now", "promise": "who_sees_what"}  # fmt: skip

# Groups and meetings themselves answer what a page about finding them answers.
LOOKED_UP = {"group": "finding_a_group", "meeting": "meetings", "service": "services"}

Ask = Callable[[str], Answer]
TextOf = Callable[[str, Answer], dict[str, str]]


@dataclass(frozen=True)
class Question:
    """`keys`: pages and exercises that answer it, none where nothing here does. `part`: tuned or held_out."""

    id: str
    part: str
    question: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """What came of one question. `right` is of answers alone, `honest` of questions that nothing answers."""

    question: Question
    answered: bool
    right: bool
    honest: bool
    grounded: bool
    seen_as: str


@lru_cache
def questions() -> tuple[Question, ...]:
    """Return the 120 questions."""
    told = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(Question(one["id"], one["set"], one["question"], tuple(one["keys"])) for one in told)


def measure(ask: Ask, text_of: TextOf, asked: Sequence[Question] | None = None) -> Iterator[Measured]:
    """Ask each question, as the first turn of a conversation. `text_of` gives the texts of an answer's sources."""
    for one in questions() if asked is None else asked:
        answer = ask(one.question)
        named = _named(answer)
        answered = bool(answer.sentences or answer.steps) or bool(set(named) & set(one.keys))
        honest = not answer.sentences and answer.steps is None and bool(answer.fixed)
        seen_as = ", ".join(named) or answer.fixed or "nothing"
        grounded = stands_there(answer, text_of(one.question, answer))
        yield Measured(one, answered, bool(set(named) & set(one.keys)), honest, grounded, seen_as)


def _named(answer: Answer) -> list[str]:
    """Return what an answer came from: keys without their kind, an exercise's name, the page a reply stands for."""
    named = [LOOKED_UP.get(source.kind) or source.key.partition(":")[2] for source in answer.sources]
    named += [answer.steps.name] if answer.steps else []
    return named + ([SAYS_THE_SAME[answer.fixed]] if answer.fixed in SAYS_THE_SAME else [])


def stands_there(answer: Answer, texts: dict[str, str]) -> bool:
    """Whether every sentence that is shown stands in its source, but for how lines are broken."""
    flat = {key: " ".join(text.split()) for key, text in texts.items()}
    return all(" ".join(one.text.split()) in flat.get(one.source_key, "") for one in answer.sentences)


def missed(measured: Sequence[Measured]) -> list[str]:
    """Return a line for each question that was not answered as it should be.

    Of the held-out ones the id alone: whoever read their words, or what they were taken for, could tune on them.
    """
    wrong = [one for one in measured if not (one.right if one.question.keys else one.honest) or not one.grounded]
    return [
        f"{one.question.id} {one.question.part}"
        + (f": {one.question.question} -> {one.seen_as}" if one.question.part == "tuned" else "")
        for one in wrong
    ]


def figures(measured: Sequence[Measured]) -> dict[str, dict[str, list[float]]]:
    """Return for each part the shares, each as [percent, low, high, hits, of]; low and high are Wilson's 95 %."""
    return {part: _figures([one for one in measured if one.question.part == part]) for part in ("tuned", "held_out")}


def _figures(measured: Sequence[Measured]) -> dict[str, list[float]]:
    asked = [one for one in measured if one.question.keys]
    nothing = [one for one in measured if not one.question.keys]
    return {
        "answered": share([one.answered for one in asked]),
        "right": share([one.right for one in asked]),
        "right where answered": share([one.right for one in asked if one.answered]),
        "honest": share([one.honest for one in nothing]),
        "grounded": share([one.grounded for one in measured]),
    }


def share(hits: Sequence[bool]) -> list[float]:
    """Return a share as [percent, low, high, hits, of]; low and high are Wilson's 95 %."""
    return [*interval(sum(hits), len(hits)), float(sum(hits)), float(len(hits))]
