"""120 questions: what was tuned on has to be answered well, and what nobody looked at must not fall far below."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from hearten.guide.answers import Answer, MadeBy, Quoted, Source
from hearten.guide.groundedness import figures, measure, questions, stands_there
from hearten.guide.redteam.cases import DATA
from hearten.guide.texts import texts

# In percent, by words alone: tests run without models. A little under what was measured, so that getting worse is seen.
# docs/models/guide.md has the figures with models.
TUNED = {"right": 85.0, "honest": 75.0, "grounded": 100.0}
HELD_OUT = {"right": 40.0, "right where answered": 80.0, "honest": 85.0, "grounded": 100.0}


def test_the_set_is_whole() -> None:
    asked = questions()
    assert len(asked) == len({one.question for one in asked}) == 120
    assert sum(one.part == "held_out" for one in asked) == 80 and sum(not one.keys for one in asked) == 40
    known = {*texts().pages, *texts().exercises}
    assert [one.id for one in asked if not set(one.keys) <= known] == []
    examples = {ask.lower().strip("?") for page in texts().pages.values() for ask in page.ask}
    assert [one.id for one in asked if one.question.lower().strip("?") in examples] == []


def test_what_the_next_ranking_is_tuned_with_is_none_of_what_measures() -> None:
    """219 more questions, by another hand, 89 of them answered by nothing here: to tune with, and never to measure."""
    lines = (DATA / "questions_to_tune_with.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert len({one["question"].lower() for one in told}) == 219 and sum(not one["keys"] for one in told) == 89
    assert {key for one in told for key in one["keys"]} <= {*texts().pages, *texts().exercises}
    measured = {one.question.lower() for one in questions()}
    assert [one["id"] for one in told if one["question"].lower() in measured] == []


def test_a_sentence_that_is_not_in_its_source_is_seen() -> None:
    source = Source("howto:a", "howto", "A", "/a")
    shown = Answer(MadeBy("1", "1"), sentences=(Quoted("You can leave.", "howto:a"),), sources=(source,))
    assert stands_there(shown, {"howto:a": "Stay or go.\nYou can\nleave. Nobody asks."})
    assert not stands_there(shown, {"howto:a": "You can not leave."})
    assert not stands_there(shown, {"howto:b": "You can leave."})


def test_answers_come_from_the_right_pages_and_in_their_words(cast: Any, prints: Callable[[str], None]) -> None:
    from hearten.guide.turn import answer
    from hearten.kernel.seat import Seat

    seat = Seat(cast.ben.id)
    shipped = {f"howto:{page.key}": page.text for page in texts().pages.values()}
    found = list(measure(lambda said: answer(seat, said), lambda said, shown: shipped))
    told = figures(found)
    prints(f"the Guide's questions, in percent with 95 % intervals: {told}")
    wrong = [(one.question.id, one.question.question, one.seen_as) for one in found if one.question.part == "tuned"
             and not (one.right if one.question.keys else one.honest)]  # fmt: skip
    for part, bars in (("tuned", TUNED), ("held_out", HELD_OUT)):
        for name, bar in bars.items():
            assert told[part][name][0] >= bar, (part, name, told[part][name], wrong)


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_both_parts_have_both_sorts(part: str) -> None:
    kept = [bool(one.keys) for one in questions() if one.part == part]
    assert True in kept and False in kept
