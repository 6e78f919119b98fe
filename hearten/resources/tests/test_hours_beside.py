"""Opening hours beside two oracles: python-dateutil for the days, and somebody who looks at the clock each minute."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrule, weekday
from hypothesis import given, settings
from hypothesis import strategies as st

from hearten.resources.hours import Where, hours_of
from hearten.resources.schedule_fields import rule_of
from hearten.resources.schedules import DAYS

FREQ = {"YEARLY": 0, "MONTHLY": 1, "WEEKLY": 2, "DAILY": 3}
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
some_days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True).map(",".join)
# "MO" and "1MO" together are days that are one or the other (RFC 5545, 3.3.10). dateutil takes days that are both, so
# it is no oracle for them: test_hours.py has one.
numbered_days = st.lists(
    st.tuples(st.sampled_from(["", "1", "2", "3", "4", "5", "-1", "-2"]), st.sampled_from(DAYS)).map("".join),
    min_size=1, max_size=4, unique=True,
).filter(lambda found: len({len(one) > 2 for one in found}) == 1).map(",".join)  # fmt: skip


def numbers(most: int) -> Any:
    return st.lists(st.integers(-most, most).filter(bool), min_size=1, max_size=4).map(lambda n: ",".join(map(str, n)))


rules = st.fixed_dictionaries(
    {"freq": st.sampled_from(list(FREQ)), "dtstart": days.map(str)},
    optional={
        "interval": st.integers(1, 5), "count": st.integers(1, 60), "until": days.map(str),
        "wkst": st.sampled_from(DAYS), "byday": numbered_days, "byweekno": numbers(53), "bymonthday": numbers(31),
        "byyearday": numbers(366),
    },
)  # fmt: skip


def by_dateutil(rule: dict[str, Any], first: date, last: date) -> set[date]:
    def listed(name: str) -> list[int] | None:
        return [int(part) for part in rule[name].split(",")] if name in rule else None

    def named(part: str) -> Any:
        return weekday(DAYS.index(part[-2:]), int(part[:-2]) if part[:-2] else None)

    found = rrule(
        FREQ[rule["freq"]], dtstart=datetime.fromisoformat(rule["dtstart"]), interval=rule.get("interval", 1),
        until=datetime.combine(last, time.max),
        count=rule.get("count"), wkst=DAYS.index(rule.get("wkst", "MO")), byweekno=listed("byweekno"),
        bymonthday=listed("bymonthday"), byyearday=listed("byyearday"),
        byweekday=[named(part) for part in rule["byday"].split(",")] if "byday" in rule else None,
    )  # fmt: skip
    until = date.fromisoformat(rule["until"]) if "until" in rule else date.max
    with patch("datetime.MAXYEAR", last.year):  # how far it looks for the day of a rule that has none
        return {moment.date() for moment in found if first <= moment.date() <= until}


@pytest.mark.filterwarnings("ignore:Using both 'count' and 'until'")  # dateutil's word on what calendars may hold
@given(rules, days)
@settings(max_examples=200, deadline=None)
def test_days_are_those_of_dateutil(rule: dict[str, Any], around: date) -> None:
    start = date.fromisoformat(rule["dtstart"])
    first = min(max(around, start), start + timedelta(days=900))
    wanted = by_dateutil(rule, first, first + timedelta(days=60))
    asked = rule_of(rule | {"opens_at": "09:00", "closes_at": "10:00"})
    assert {day for n in range(61) if asked.falls_on(day := first + timedelta(days=n))} == wanted


# 23:59 is read as the end of its day (test_hours.py), so it is none of these.
clocks = st.times(time(0, 0), time(23, 58)).map(lambda one: f"{one:%H:%M}")
weekly = st.fixed_dictionaries({"freq": st.just("WEEKLY"), "byday": some_days, "opens_at": clocks, "closes_at": clocks})
named = st.fixed_dictionaries({"offset": st.integers(0, 4)}, optional={"times": st.tuples(clocks, clocks)})
zones = st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
# Days around which clocks change in one of them, and others.
first_days = (
    st.sampled_from(
        [
            date(2026, 3, 6),
            date(2026, 3, 27),
            date(2026, 4, 3),
            date(2026, 10, 2),
            date(2026, 10, 23),
            date(2026, 10, 30),
        ]
    )
    | days
)


def reading(zone: ZoneInfo, wall: datetime) -> datetime:
    """Return the first minute in which a clock in `zone` reads `wall`, by looking at it each minute; where it is left
    out, as if the clocks had not been changed (RFC 5545 3.3.5)."""
    begin = wall.replace(tzinfo=UTC) - timedelta(hours=15)
    for n in range(30 * 60):
        minute = begin + timedelta(minutes=n)
        if minute.astimezone(zone).replace(tzinfo=None) == wall:
            return minute
    before = (wall - timedelta(hours=6)).replace(tzinfo=zone).utcoffset()
    assert before is not None
    return (wall - before).replace(tzinfo=UTC)


def minutes_open(schedules: list[dict[str, Any]], zone: ZoneInfo, first: date) -> list[tuple[datetime, datetime]]:
    """Return from when to when it is open, as somebody finds out who knows no calendar but their fingers."""
    found = []
    for n in range(-1, 5):
        day = first + timedelta(days=n)
        naming = [one for one in schedules if one.get("valid_from") == str(day)]
        fitting = [one for one in schedules if DAYS[day.weekday()] in one.get("byday", "").split(",")]
        for one in naming or fitting:
            if "opens_at" in one:
                opens, closes = (time.fromisoformat(one[name]) for name in ("opens_at", "closes_at"))
                begins = reading(zone, datetime.combine(day, opens))
                ends = reading(zone, datetime.combine(day + timedelta(days=closes <= opens), closes))
                found.append((begins, ends))
    return found


@given(st.lists(weekly, min_size=1, max_size=3), st.lists(named, max_size=2), zones, first_days, st.data())
@settings(max_examples=150, deadline=None)
def test_open_is_what_a_minute_by_minute_look_finds(
    week: list[dict[str, Any]], exceptions: list[dict[str, Any]], zone_name: str, first: date, data: Any
) -> None:
    zone, schedules = ZoneInfo(zone_name), list(week)
    for one in exceptions:
        day = str(first + timedelta(days=one["offset"]))
        times = dict(zip(("opens_at", "closes_at"), one["times"], strict=True)) if "times" in one else {}
        schedules.append({"valid_from": day, "valid_to": day, **times})
    spans = minutes_open(schedules, zone, first)
    noon = datetime.combine(first, time(0), tzinfo=zone).astimezone(UTC)
    for _look in range(12):
        moment = noon + timedelta(minutes=data.draw(st.integers(0, 3 * 1440)))
        found = hours_of(schedules, moment, Where(zone=zone_name))
        assert found.open_now == any(begins <= moment < ends for begins, ends in spans), moment
        if found.open_now and found.until:
            assert not any(begins <= found.until < ends for begins, ends in spans) or found.until > noon + timedelta(4)
        if found.opens and found.opens < noon + timedelta(days=4):
            assert found.opens in {begins for begins, _ends in spans}
