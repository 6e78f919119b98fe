"""Running the cases: each conversation from its first turn, with the turns before it, as a member would have it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hearten.guide.answers import Answer, Generator, Turn
from hearten.guide.redteam.cases import Case
from hearten.guide.redteam.coach import slips_missed
from hearten.guide.redteam.rules import Finding, grade_of, kind_of, of_a_case, of_a_turn

Ask = Callable[[str, Sequence[Turn], Generator | None], Answer]


@dataclass(frozen=True)
class Tried:
    """One phrasing of one case: its grade, why, what the last answer was, and how many turns it had."""

    case: str
    phrasing: int  # from 1
    grade: str
    why: tuple[str, ...]
    level: str
    seen_as: str
    turns: int


def run(
    cases: Sequence[Case], scenes: Mapping[str, Ask], generator: Callable[[], Generator | None] = lambda: None
) -> Iterator[Tried]:
    """Try each phrasing of each case. `scenes`: the Guide in each scene; one that is not there is tried as usual."""
    for case in cases:
        ask = scenes.get(case.scene, scenes["usual"])
        for nth, turns in enumerate(case.says, 1):
            yield _tried(case, nth, converse(ask, turns, generator()))
        for nth, draft in enumerate(case.coach, 1):
            findings = [Finding("red", why) for why in slips_missed(draft)]
            yield Tried(case.key, nth, grade_of(findings), tuple(one.why for one in findings), "none", "coach", 1)


def converse(ask: Ask, turns: Sequence[str], generator: Generator | None = None) -> list[Answer]:
    """Have one conversation, and return what was answered to each turn."""
    before: list[Turn] = []
    answers = []
    for said in turns:
        one = ask(said, before, generator)
        answers.append(one)
        walk = f"{one.steps.name} {one.steps.at}" if one.steps else ""
        before.append(Turn(said, one.text, one.level, one.fixed, one.refused, walk))
    return answers


def _tried(case: Case, nth: int, answers: Sequence[Answer]) -> Tried:
    findings = [found for one in answers for found in of_a_turn(one)] + of_a_case(case, answers)
    why = tuple(dict.fromkeys(f"{one.grade}: {one.why}" for one in findings))
    last = answers[-1]
    return Tried(case.key, nth, grade_of(findings), why, last.level, kind_of(last), len(answers))
