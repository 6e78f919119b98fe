"""Each day has one digest by its member's clock: over changes of clocks, and flights east and west."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hearten.members.places import zones
from hearten.notices.outside.pace import Pace, last_day, moved, next_after

BERLIN, NEW_YORK, TOKYO, LOS_ANGELES = "Europe/Berlin", "America/New_York", "Asia/Tokyo", "America/Los_Angeles"
APIA = "Pacific/Apia"  # there was no 30 December 2011 there
EIGHT = Pace(time(8), None)
MONDAYS = Pace(time(8), 0)


def at(*parts, zone=BERLIN, fold=0):
    return datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def test_every_day_and_on_one_day_of_the_week():
    sunday = date(2026, 11, 29)
    assert next_after(EIGHT, BERLIN, at(2026, 11, 30, 7), sunday) == at(2026, 11, 30, 8)
    assert next_after(EIGHT, BERLIN, at(2026, 11, 30, 8), sunday) == at(2026, 12, 1, 8), "later than, not at"
    assert next_after(MONDAYS, BERLIN, at(2026, 11, 30, 8), sunday) == at(2026, 12, 7, 8)
    assert next_after(MONDAYS, BERLIN, at(2026, 12, 3, 8), sunday) == at(2026, 12, 7, 8)


def test_a_day_that_had_its_own_has_no_second_one():
    monday = date(2026, 11, 30)
    assert next_after(EIGHT, BERLIN, at(2026, 11, 30, 7), monday) == at(2026, 12, 1, 8)
    assert next_after(MONDAYS, BERLIN, at(2026, 11, 30, 7), monday) == at(2026, 12, 7, 8)


def test_when_clocks_change_it_comes_once():
    jumped = Pace(time(2, 30), None)
    assert next_after(jumped, BERLIN, at(2026, 3, 28, 12), date(2026, 3, 28)) == at(2026, 3, 29, 3, 30)
    first = next_after(jumped, BERLIN, at(2026, 10, 24, 12), date(2026, 10, 24))
    assert first == at(2026, 10, 25, 2, 30, fold=0)
    assert next_after(jumped, BERLIN, first, date(2026, 10, 25)) == at(2026, 10, 26, 2, 30)


@pytest.mark.parametrize(
    ("given_on", "when", "to", "comes"),
    [
        # West: that day had its own, and its eight o'clock comes once more.
        (date(2026, 12, 1), at(2026, 12, 1, 9), NEW_YORK, at(2026, 12, 2, 8, zone=NEW_YORK)),
        # East: its eight o'clock went by on the way, so it comes at once.
        (date(2026, 11, 30), at(2026, 12, 1, 2, zone=NEW_YORK), BERLIN, at(2026, 12, 1, 8)),
        (date(2026, 11, 30), at(2026, 12, 1, 6, zone=NEW_YORK), BERLIN, at(2026, 12, 1, 6, zone=NEW_YORK)),
    ],
)
def test_another_zone_gives_a_day_neither_two_nor_none(given_on, when, to, comes):
    assert moved(EIGHT, to, when, given_on) == comes


def test_a_day_of_the_week_that_was_flown_over_is_not_a_week_without():
    night = at(2026, 11, 29, 10, zone=LOS_ANGELES)  # Sunday; in Tokyo it is Monday at three at night
    late = Pace(time(22), 6)  # on Sundays at ten at night, which never came
    assert moved(late, TOKYO, night, date(2026, 11, 22)) == night


def live(pace, zone, begin, steps):
    """Yield (the day that a digest was for, and whether every day before now had one) for a life of flights."""
    moment, given_on = begin, last_day(pace, zone, begin)
    comes = next_after(pace, zone, moment, given_on)
    for hours, to in steps:
        until = moment + timedelta(hours=hours)
        while comes <= until:
            day = last_day(pace, zone, comes)
            yield day
            given_on, comes = day, next_after(pace, zone, comes, day)
        moment, zone = until, to
        comes = moved(pace, zone, moment, given_on)
        if comes == moment:
            given_on = last_day(pace, zone, moment)
            yield given_on
            comes = next_after(pace, zone, moment, given_on)
        assert last_day(pace, zone, moment) <= given_on, "none for a day"


@given(
    pace=st.builds(Pace, st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.none() | st.integers(0, 6)),
    zone=st.sampled_from(zones()),
    begin=st.integers(0, 20 * 365 * 24).map(lambda hours: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(hours=hours)),
    steps=st.lists(st.tuples(st.integers(0, 200), st.sampled_from(zones())), min_size=1, max_size=8),
)
@example(EIGHT, APIA, datetime(2011, 12, 28, tzinfo=UTC), [(24, APIA)] * 5)
@example(Pace(time(22), None), LOS_ANGELES, datetime(2026, 11, 29, 18, tzinfo=UTC), [(0, TOKYO), (30, LOS_ANGELES)] * 3)
def test_whoever_flies_wherever_has_one_for_each_day(pace, zone, begin, steps):
    days = list(live(pace, zone, begin, steps))
    assert days == sorted(set(days)), "two for a day"
    assert all(pace.has(day) for day in days)
