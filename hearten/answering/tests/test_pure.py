"""What is judged without a database: the order, which numbers may be shown, the gaps of a rota."""

from datetime import UTC, datetime, timedelta
from itertools import permutations, product
from typing import NamedTuple

from hearten.answering.gaps import Gap, gaps_of, worst
from hearten.answering.order import in_order, step_of, why
from hearten.answering.rules import FIRST, SECOND, USUAL, may_keep
from hearten.answering.withheld import LEAST, may_say, shown

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


class One(NamedTuple):
    name: str
    hours: float
    kind: str = "support"
    wish: str = "listen"
    newcomer: bool = False

    @property
    def asked_at(self) -> datetime:
        return NOW - timedelta(hours=self.hours)


def test_longer_waits_come_first_and_need_decides_within_a_step() -> None:
    people = [
        One("day", 30, "work", "information"),
        One("nine", 9, "work"),
        One("setback", 4.5, "setback", "ideas"),
        One("company", 5, wish="company"),
        One("new", 4.2, newcomer=True),
        One("heard", 5),
        One("hello", 7, "hello"),
        One("fresh", 0.1, "setback"),
    ]
    for order in list(permutations(people))[::2000]:
        names = [one.name for one in in_order(order, NOW)]
        assert names == ["day", "nine", "setback", "company", "new", "heard", "hello", "fresh"]


def test_steps_of_waiting() -> None:
    steps = {0: 0, 0.99: 0, 1: 1, 2: 2, 4: 3, 8: 4, 23.9: 4, 24: 5, 99: 5}
    assert {hours: step_of(timedelta(hours=hours)) for hours in steps} == steps


def test_each_reason_is_said() -> None:
    said = " ".join(why(One("x", 5, "setback", "company", True), NOW))
    counted = "Waits for more than four hours. It is about a setback. Wishes for company."
    assert said == f"{counted} One of the first things they wrote here."
    assert "an hour" in why(One("x", 0.5, "work"), NOW)[0]


def test_who_leads_is_asked_after_the_others() -> None:
    assert may_keep(*USUAL) and not may_keep(480, 480) and not may_keep(480, 240) and not may_keep(1, 480)
    assert all(may_keep(first, max(SECOND)) for first in FIRST)


def possible(whole: int, parts: dict[int, int], seen: set[int], places: int) -> list[tuple[int, ...]]:
    """Every way to fill what is not shown, for somebody who knows the rule, the sum and what is shown."""
    hidden = [key for key in range(places) if key not in seen]
    left = whole - sum(parts[key] for key in seen)
    found = []
    for numbers in product(range(left + 1), repeat=len(hidden)):
        if sum(numbers) == left:
            guess = {**{key: parts[key] for key in seen}, **dict(zip(hidden, numbers, strict=True))}
            if shown(whole, guess, places) == seen:
                found.append(numbers)
    return found


def test_no_number_under_five_can_be_worked_out_also_by_who_knows_the_rule() -> None:
    for numbers in product((0, 1, 4, 5, 6), repeat=3):
        parts, whole = dict(enumerate(numbers)), sum(numbers)
        seen = shown(whole, parts, 3)
        assert all(parts[key] >= LEAST for key in seen)
        hidden = [key for key in parts if key not in seen]
        guesses = possible(whole, parts, seen, 3) if whole >= LEAST else []
        for at, key in enumerate(hidden):
            if 0 < parts[key] < LEAST and guesses:
                assert len({guess[at] for guess in guesses}) > 1, (numbers, seen)


def test_more_is_withheld_until_it_tells_nothing() -> None:
    assert shown(20, {1: 8, 2: 7, 3: 5}, 3) == {1, 2, 3}
    assert shown(19, {1: 8, 2: 7, 3: 4}, 3) == {1}, "four would be what is left of the sum"
    assert shown(15, {1: 8, 2: 7}, 3) == {1}, "nobody wrote then: that is a number, too"
    assert shown(30, {1: 8, 2: 7}, 168) == {1, 2}
    assert shown(3, {1: 3}, 1) == set()


def test_a_part_is_said_where_it_and_the_rest_are_large_enough() -> None:
    assert may_say(0, 9) and may_say(9, 9) and may_say(5, 10)
    assert not may_say(4, 20) and not may_say(17, 20)


def test_gaps_run_through_the_end_of_the_week() -> None:
    assert gaps_of([]) == [] and gaps_of(range(168)) == [Gap(0, 168)]
    assert gaps_of([5, 6, 166, 167, 0]) == [Gap(5, 2), Gap(166, 3)]
    assert Gap(166, 3).ends == 1


def test_the_worst_gaps_are_those_into_which_most_fell_and_then_the_longest() -> None:
    gaps = [Gap(0, 2), Gap(10, 9), Gap(30, 1, 12), Gap(40, 4, 5)]
    assert worst(gaps) == [gaps[2], gaps[3], gaps[1]]
