"""A choice becomes a rule, and a rule becomes moments that follow the clocks on the wall."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hearten.meetings.schedule.recurring import MOST_AT_ONCE, in_words, moment_of, occurrences, rule_of

FAR = datetime(2040, 1, 1, tzinfo=UTC)


def walls(rule: str, first: datetime, zone: str, number: int) -> list[str]:
    """Return the first moments as clocks in the zone show them."""
    moments = occurrences(rule, first, zone, first, FAR)[:number]
    return [moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M %z") for moment in moments]


def test_every_week_stays_at_seven_when_the_clocks_change() -> None:
    first = moment_of(date(2027, 3, 23), time(19), "Europe/Berlin")
    rule = rule_of("weekly", first, "Europe/Berlin")
    assert rule == "FREQ=WEEKLY;BYDAY=TU"
    assert walls(rule, first, "Europe/Berlin", 2) == ["2027-03-23 19:00 +0100", "2027-03-30 19:00 +0200"]


@pytest.mark.parametrize(
    ("zone", "first_day", "at", "on_the_day"),
    [
        # The clocks go forward, and half past two does not exist: the offset before the gap counts.
        ("Europe/Berlin", date(2027, 3, 21), time(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        ("Australia/Sydney", date(2027, 9, 26), time(2, 30), datetime(2027, 10, 2, 16, 30, tzinfo=UTC)),
        # They go back, and half past two comes twice: the first of the two counts.
        ("Europe/Berlin", date(2027, 10, 24), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("Australia/Sydney", date(2027, 3, 28), time(2, 30), datetime(2027, 4, 3, 15, 30, tzinfo=UTC)),
        # Half an hour is turned there.
        ("Australia/Lord_Howe", date(2027, 3, 28), time(19), datetime(2027, 4, 4, 8, 30, tzinfo=UTC)),
    ],
)
def test_a_time_that_is_missing_or_comes_twice(zone: str, first_day: date, at: time, on_the_day: datetime) -> None:
    first = moment_of(first_day, at, zone)
    found = occurrences(rule_of("weekly", first, zone), first, zone, first, FAR)
    assert found[1] == on_the_day
    assert found[2].astimezone(ZoneInfo(zone)).time() == at


def test_between_two_zones_that_change_in_different_weeks_the_hours_differ() -> None:
    first = moment_of(date(2027, 3, 9), time(19), "America/New_York")
    found = occurrences(rule_of("weekly", first, "America/New_York"), first, "America/New_York", first, FAR)
    assert [moment.astimezone(ZoneInfo("Europe/Berlin")).strftime("%d %H:%M") for moment in found[:4]] == [
        "10 01:00",
        "17 00:00",
        "24 00:00",
        "31 01:00",
    ]


def test_every_second_week_counts_from_the_first() -> None:
    first = moment_of(date(2027, 1, 5), time(18), "UTC")
    rule = rule_of("fortnightly", first, "UTC", times=3)
    assert [moment.day for moment in occurrences(rule, first, "UTC", first, FAR)] == [5, 19, 2]


@pytest.mark.parametrize(
    ("day", "rule", "days"),
    [
        (date(2027, 1, 12), "FREQ=MONTHLY;BYDAY=2TU", [12, 9, 9, 13]),
        (date(2027, 1, 26), "FREQ=MONTHLY;BYDAY=4TU", [26, 23, 23, 27]),
        (date(2027, 3, 30), "FREQ=MONTHLY;BYDAY=-1TU", [30, 27, 25, 29]),  # a fifth one: the last of each month
    ],
)
def test_every_month_on_the_same_weekday(day: date, rule: str, days: list[int]) -> None:
    first = moment_of(day, time(18), "UTC")
    assert rule_of("monthly", first, "UTC") == rule
    assert [moment.day for moment in occurrences(rule, first, "UTC", first, FAR)[:4]] == days


def test_until_a_day_includes_that_day_in_the_zone() -> None:
    zone = "Pacific/Auckland"  # the evening of a day there is its morning in UTC
    first = moment_of(date(2027, 6, 1), time(22), zone)
    rule = rule_of("weekly", first, zone, until=date(2027, 6, 15))
    assert "UNTIL=20270615T115959Z" in rule
    assert len(occurrences(rule, first, zone, first, FAR)) == 3


def test_only_what_is_asked_for_and_never_without_end() -> None:
    first = moment_of(date(2027, 1, 5), time(18), "UTC")
    rule = rule_of("weekly", first, "UTC")
    third = first + timedelta(weeks=2)
    assert occurrences(rule, first, "UTC", third, third + timedelta(weeks=2)) == [third, third + timedelta(weeks=1)]
    assert len(occurrences(rule, first, "UTC", first, FAR)) == MOST_AT_ONCE


def test_a_rule_in_words() -> None:
    first = moment_of(date(2027, 1, 5), time(18), "UTC")
    assert in_words(rule_of("weekly", first, "UTC")) == "Every week"
    assert in_words(rule_of("fortnightly", first, "UTC", times=6)) == "Every second week, 6 times"
    assert in_words(rule_of("monthly", first, "UTC", until=date(2027, 6, 1))) == (
        "Every month, on the same weekday, until a date"
    )
