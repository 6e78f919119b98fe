"""Which times of a day are asked about: over changes of times, and over changes of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from hearten.care.days import Holds, moment_of, running, times_of

EVERY = (1, 2, 3, 4, 5, 6, 7)
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 9)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def test_times_stand_in_order_on_their_days() -> None:
    holds = [Holds(at(0, day=date(2026, 1, 1)), (time(20), time(8)), (1, 3))]
    assert times_of(MONDAY, holds, UTC) == [time(8), time(20)]
    assert times_of(MONDAY + timedelta(days=1), holds, UTC) == []
    assert times_of(MONDAY + timedelta(days=2), holds, UTC) == [time(8), time(20)]


def test_what_goes_on_from_now_does_not_ask_about_this_morning() -> None:
    holds = [Holds(at(12), (time(8), time(20)), EVERY)]
    assert times_of(MONDAY, holds, UTC) == [time(20)]
    assert times_of(MONDAY + timedelta(days=1), holds, UTC) == [time(8), time(20)]


def test_a_change_at_noon_leaves_the_morning_as_it_was() -> None:
    holds = [Holds(at(0), (time(8), time(20)), EVERY), Holds(at(12), (time(9), time(21)), EVERY)]
    assert times_of(MONDAY, holds, UTC) == [time(8), time(21)]
    resting = [*holds, Holds(at(13), (), ())]
    assert times_of(MONDAY, resting, UTC) == [time(8)]
    now = running(resting, at(14))
    assert now is not None and now.rests


def test_nothing_holds_before_it_begins() -> None:
    assert running([Holds(at(12), (time(8),), EVERY)], at(11)) is None
    assert times_of(MONDAY - timedelta(days=1), [Holds(at(12), (time(8),), EVERY)], UTC) == []


def test_a_time_that_the_clocks_leave_out_is_an_hour_later_and_one_that_comes_twice_is_the_first() -> None:
    assert moment_of(date(2026, 3, 29), time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert moment_of(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    holds = [Holds(at(0), (time(2, 30),), EVERY)]
    assert times_of(date(2026, 3, 29), holds, BERLIN) == times_of(date(2026, 10, 25), holds, BERLIN) == [time(2, 30)]


@given(
    changes=st.lists(st.integers(0, 24 * 60), min_size=1, max_size=4, unique=True),
    times=st.lists(st.integers(0, 23), min_size=1, max_size=4, unique=True),
)
def test_each_time_of_a_day_belongs_to_one_row_at_most(changes: list[int], times: list[int]) -> None:
    """With the same times in every row, changing them any number of times on one day asks about none of them twice."""
    start = at(0)
    at_these = tuple(time(hour) for hour in times)
    holds = [Holds(start + timedelta(minutes=minutes), at_these, EVERY) for minutes in changes]
    first = min(one.from_at for one in holds)
    assert times_of(MONDAY, holds, UTC) == sorted(one for one in at_these if moment_of(MONDAY, one, UTC) >= first)
