"""When something comes again: by the clock of a place, over changes of clocks, and always once."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.members.places import zones
from hearten.notices.outside.quiet import quiet_until
from hearten.notices.reminders import Rhythm, next_time, rhythm_of

BERLIN = "Europe/Berlin"


def at(*parts, zone=BERLIN, fold=0):
    return datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def test_on_days_of_the_week():
    rhythm = Rhythm(times=(time(8),), days=(0, 3), first=date(2026, 11, 30))  # a Monday
    assert next_time(rhythm, BERLIN, at(2026, 11, 1)) == at(2026, 11, 30, 8)
    assert next_time(rhythm, BERLIN, at(2026, 11, 30, 8)) == at(2026, 12, 3, 8), "later than, not at"
    assert next_time(rhythm, BERLIN, at(2026, 12, 3, 9)) == at(2026, 12, 7, 8)


def test_every_so_many_days_from_the_first():
    rhythm = Rhythm(times=(time(20), time(8)), every=3, first=date(2026, 11, 30))
    assert next_time(rhythm, BERLIN, at(2026, 11, 30, 8)) == at(2026, 11, 30, 20)
    assert next_time(rhythm, BERLIN, at(2026, 11, 30, 20)) == at(2026, 12, 3, 8)
    assert next_time(rhythm, BERLIN, at(2029, 1, 1)) == at(2029, 1, 3, 8)  # 765 days later


def test_once_on_a_date_and_over_after_the_last_day():
    once = Rhythm(times=(time(9, 30),), first=date(2026, 12, 24), last=date(2026, 12, 24))
    assert next_time(once, BERLIN, at(2026, 1, 1)) == at(2026, 12, 24, 9, 30)
    assert next_time(once, BERLIN, at(2026, 12, 24, 9, 30)) is None
    daily = Rhythm(times=(time(9),), first=date(2026, 12, 1), last=date(2026, 12, 2))
    assert next_time(daily, BERLIN, at(2026, 12, 2, 9)) is None


def test_a_time_that_clocks_jump_over_comes_as_much_later():
    rhythm = Rhythm(times=(time(2, 30),), first=date(2026, 3, 1))
    assert next_time(rhythm, BERLIN, at(2026, 3, 28, 12)) == at(2026, 3, 29, 3, 30)  # there is no 02:30 that night
    assert next_time(rhythm, BERLIN, at(2026, 3, 29, 12)) == at(2026, 3, 30, 2, 30)


def test_two_times_that_fall_together_are_one():
    rhythm = Rhythm(times=(time(2, 30), time(3, 30)), first=date(2026, 3, 29))
    first = next_time(rhythm, BERLIN, at(2026, 3, 28, 12))
    assert first == at(2026, 3, 29, 3, 30)
    assert next_time(rhythm, BERLIN, first) == at(2026, 3, 30, 2, 30)


def test_a_time_that_is_there_twice_comes_the_first_time_alone():
    rhythm = Rhythm(times=(time(2, 30),), first=date(2026, 10, 1))
    first = next_time(rhythm, BERLIN, at(2026, 10, 24, 12))
    assert first == at(2026, 10, 25, 2, 30, fold=0) != at(2026, 10, 25, 2, 30, fold=1)
    assert next_time(rhythm, BERLIN, first) == at(2026, 10, 26, 2, 30)


def test_a_day_that_a_place_left_out():
    rhythm = Rhythm(times=(time(9),), first=date(2011, 12, 28))  # Samoa went from the 29th to the 31st
    there = "Pacific/Apia"
    found, last = [], at(2011, 12, 29, zone=there)
    for _turn in range(3):
        last = next_time(rhythm, there, last)
        found.append(last.astimezone(ZoneInfo(there)).day)
    assert found == [29, 31, 1]


moments = st.integers(946_684_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))  # to 2034
times = st.lists(st.times().map(lambda one: one.replace(second=0, microsecond=0)), min_size=1, max_size=4, unique=True)
days = st.dates(date(2000, 1, 1), date(2035, 1, 1))
rhythms = st.one_of(
    st.builds(Rhythm, times=times.map(tuple), first=days, every=st.integers(0, 40)),
    st.builds(Rhythm, times=times.map(tuple), first=days, days=st.sets(st.integers(0, 6)).map(tuple)),
)


@given(rhythms, st.sampled_from(zones()), moments)
def test_the_next_is_later_and_there_is_none_between(rhythm, zone, after):
    found = next_time(rhythm, zone, after)
    assert found is not None and found > after
    assert next_time(rhythm, zone, found - timedelta(seconds=1)) == found
    between = after + (found - after) / 2
    assert next_time(rhythm, zone, between) == found


@given(rhythms, st.sampled_from(zones()), moments)
def test_it_comes_on_its_days_at_its_times(rhythm, zone, after):
    found = next_time(rhythm, zone, after).astimezone(ZoneInfo(zone))
    assert found.date() >= rhythm.first and found.fold == 0
    if found.time() in rhythm.times:
        assert not rhythm.days or found.weekday() in rhythm.days
        assert (found.date() - rhythm.first).days % max(rhythm.every, 1) == 0
        return
    # Only where clocks jumped: the wanted time is not there.
    wanted = [datetime.combine(day, one, tzinfo=found.tzinfo) for one in rhythm.times
              for day in (found.date(), found.date() - timedelta(days=1))]  # fmt: skip
    missing = [one for one in wanted if one.astimezone(UTC).astimezone(found.tzinfo).replace(tzinfo=None)
               != one.replace(tzinfo=None)]  # fmt: skip
    assert found.astimezone(UTC) in [one.astimezone(UTC) for one in missing]


@given(rhythms)
def test_a_row_keeps_all_of_it(rhythm):
    assert rhythm_of(rhythm.as_json()) == rhythm


@pytest.mark.parametrize("wrong", [{"times": ()}, {"days": (7,)}, {"days": (1,), "every": 2}, {"every": -1}])
def test_what_is_no_rhythm_is_refused(wrong):
    with pytest.raises(ValueError, match="rhythm"):
        Rhythm(**{"times": (time(8),), "first": date(2026, 1, 1), **wrong})


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        (at(2026, 11, 30, 21, 59), None),
        (at(2026, 11, 30, 22), at(2026, 12, 1, 7)),
        (at(2026, 12, 1, 6, 59), at(2026, 12, 1, 7)),
        (at(2026, 12, 1, 7), None),
        (at(2026, 10, 25, 2, 30, fold=1), at(2026, 10, 25, 7)),  # the night that has an hour more
        (at(2026, 3, 29, 3, 30), at(2026, 3, 29, 7)),  # and the one that has one less
    ],
)
def test_quiet_hours_over_night(moment, until):
    assert quiet_until(time(22), time(7), BERLIN, moment) == until


def test_quiet_hours_by_day():
    assert quiet_until(time(13), time(15), BERLIN, at(2026, 6, 1, 14)) == at(2026, 6, 1, 15)
    assert quiet_until(time(13), time(15), BERLIN, at(2026, 6, 1, 16)) is None
