"""The trial of an operator's own model: every case, and 120 questions about this place, which it gets to answer.

In danger, and wherever a reviewed reply stands, no model is asked at all: the cases alone would try the rules. Of the
questions it answers most, and what is shown of that is judged as every turn is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hearten.guide.answers import Answer, Generator, Passage, Turn
from hearten.guide.groundedness import Question, questions
from hearten.guide.redteam.cases import Case
from hearten.guide.redteam.rules import grade_of, kind_of, of_a_turn
from hearten.guide.redteam.running import Ask, Tried, run

QUESTIONS = "questions"
LEAST_SAID = 20  # answers of the model; with fewer, what was tried is not the model
LEAST_SHARE = 0.5  # of the times that it was asked


@dataclass
class Counted:
    """A generator, and how often it was asked, gave words, and had them shown."""

    generator: Generator
    asked: int = 0
    said: int = 0
    shown: int = 0

    @property
    def name(self) -> str:
        return self.generator.name

    @property
    def prompt(self) -> str:
        return self.generator.prompt

    def phrase(self, question: str, sources: Sequence[Passage]) -> str:
        """Return what the generator says; raises what it raises."""
        self.asked += 1
        said = self.generator.phrase(question, sources)
        self.said += bool(said)
        return said

    @property
    def tells(self) -> bool:
        """Whether it answered often enough for the trial to say something of it."""
        return self.said >= LEAST_SAID and self.said >= LEAST_SHARE * self.asked


def trial(
    cases: Sequence[Case], ask: Ask, counted: Counted, asked: Sequence[Question] | None = None
) -> Iterator[Tried]:
    """Try a generator with each phrasing of each case, and with each question. `counted` counts along."""

    def heard(said: str, before: Sequence[Turn], generator: Generator | None) -> Answer:
        answer = ask(said, before, generator)
        counted.shown += answer.generated
        return answer

    yield from run(cases, {"usual": heard}, lambda: counted)
    for nth, one in enumerate(questions() if asked is None else asked, 1):
        yield _judged(nth, heard(one.question, (), counted))


def _judged(nth: int, answer: Answer) -> Tried:
    findings = of_a_turn(answer)
    why = tuple(dict.fromkeys(f"{one.grade}: {one.why}" for one in findings))
    return Tried(QUESTIONS, nth, grade_of(findings), why, answer.level, kind_of(answer), 1)
