"""What somebody counts: nothing gets smaller by a setback, days count when they are over."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.plans.doing.milestones import days_numbers, times_numbers
from hearten.plans.doing.rules import Away
from hearten.plans.models import Milestone
from hearten.plans.tests.weeks import Week, week

pytestmark = pytest.mark.django_db
__all__ = ["week"]
FIRST = date(2027, 1, 1)


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def three(numbers: Any) -> tuple[int, int, int]:
    return numbers.total, numbers.longest, numbers.returns


def test_a_day_counts_when_it_is_over() -> None:
    assert [three(days_numbers(FIRST, on(days), [], [])) for days in (0, 1, 30)] == [(0, 0, 0), (1, 1, 0), (30, 30, 0)]


def test_a_setback_ends_a_stretch_and_nothing_else() -> None:
    assert three(days_numbers(FIRST, on(30), [], [on(19)])) == (30, 20, 1)
    assert three(days_numbers(FIRST, on(30), [], [on(4), on(5), on(19)])) == (30, 14, 3)


def test_days_of_a_pause_do_not_count_and_take_nothing() -> None:
    assert three(days_numbers(FIRST, on(30), [Away(on(10), on(20))], [])) == (20, 20, 0)
    assert three(days_numbers(FIRST, on(30), [Away(on(10), None)], [])) == (10, 10, 0)


def test_times_are_counted_all_together_and_in_the_fullest_week() -> None:
    assert three(times_numbers([], [])) == (0, 0, 0)
    assert three(times_numbers([on(3), on(3), on(4), on(20)], [on(5), on(30)])) == (4, 3, 1)


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_day_by_day_no_number_ever_gets_smaller(setbacks: list[bool]) -> None:
    """A setback is written down on its own day, the last of those so far: whatever days it comes on."""
    said: list[date] = []
    before = (0, 0, 0)
    for number, setback in enumerate(setbacks):
        if setback:
            said.append(on(number))
        now = three(days_numbers(FIRST, on(number), [], said))
        assert all(one >= other for one, other in zip(now, before, strict=True)), (number, before, now)
        before = now


def begin(week: Week, counts: str = "days", words: str = "Days out of bed", first: date | None = None) -> UUID:
    said = {"words": words, "counts": counts, "first_day": (first or week.today).isoformat(), "client_id": str(uuid4())}
    for _press in range(2):
        week.post(week.cast.ben, "/plan/milestones/begin/", **said)
    return Milestone.objects.using("keeper").latest("at").id


def test_the_three_numbers_stand_side_by_side(week: Week) -> None:
    key = begin(week, first=week.today - timedelta(days=40))
    assert week.count("plans_milestone") == 1
    for _press in range(2):
        week.post(week.cast.ben, f"/plan/milestones/{key}/setback/", client_id=str(uuid4()))
    assert week.count("plans_count") == 1, "once a day"
    assert "All together 40 days The longest stretch 40 days Came back 0 times" in week.page(
        week.cast.ben, "/plan/milestones/"
    )
    week.next_day(3)
    shown = week.page(week.cast.ben, "/plan/milestones/")
    assert "All together 43 days The longest stretch 41 days Came back 1 time" in shown


def test_once_more_counts_once_for_each_form(week: Week) -> None:
    key = begin(week, "times", "Called the clinic")
    sent = str(uuid4())
    for form in (sent, sent, str(uuid4())):
        week.post(week.cast.ben, f"/plan/milestones/{key}/more/", client_id=form)
    assert "All together 2 times" in week.page(week.cast.ben, "/plan/milestones/")
    week.post(week.cast.ben, f"/plan/milestones/{key}/less/")
    assert "All together 1 time" in week.page(week.cast.ben, "/plan/milestones/")
    week.post(week.cast.ben, f"/plan/milestones/{key}/more/", 403)


def test_it_can_pause_go_on_end_and_go(week: Week) -> None:
    key = begin(week)
    week.next_day(5)
    week.post(week.cast.ben, f"/plan/milestones/{key}/pause/")
    week.next_day(5)
    assert "All together 5 days" in week.page(week.cast.ben, "/plan/milestones/")
    week.post(week.cast.ben, f"/plan/milestones/{key}/going-on/")
    week.next_day(1)
    assert "All together 6 days" in week.page(week.cast.ben, "/plan/milestones/")
    week.post(week.cast.ben, f"/plan/milestones/{key}/end/")
    assert "Before" in week.page(week.cast.ben, "/plan/milestones/")
    week.post(week.cast.ben, f"/plan/milestones/{key}/removal/")
    assert [week.count(f"plans_{table}") for table in ("milestone", "count", "rest")] == [0, 0, 0]


def test_the_first_day_may_be_long_ago_but_not_to_come(week: Week) -> None:
    said = {"words": "Days", "counts": "days", "client_id": str(uuid4())}
    tomorrow = (week.today + timedelta(days=1)).isoformat()
    for day, told in ((tomorrow, "still to come"), ("1900-01-01", "longer ago"), ("soon", "year-month-day")):
        answer = week.post(week.cast.ben, "/plan/milestones/begin/", 422, **said, first_day=day)
        assert told in answer.content.decode()
    key = begin(week, first=date(2015, 6, 1))
    week.post(week.cast.ben, f"/plan/milestones/{key}/", words="Days", first_day="2016-06-01")
    assert Milestone.objects.using("keeper").get(pk=key).first_day == date(2016, 6, 1)
