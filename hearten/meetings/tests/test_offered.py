"""Hours of every week become moments: right across daylight saving, in the zone of who offers and of who reads."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from hearten.meetings.engine.plan import MINUTE, plan_of
from hearten.meetings.for_two.reading import Time, by_day
from hearten.meetings.formats.checking import check
from hearten.meetings.schedule.offered import (
    AHEAD,
    PAUSES,
    SOONEST,
    definition_for,
    moment_of_stamp,
    overlap,
    stamp_of,
    starts,
)
from hearten.meetings.tests.rooms import Table

MONDAY, TUESDAY, SUNDAY = 0, 1, 6


class Offered:
    def __init__(self, weekday: int, begins: str, ends: str, zone: str = "UTC", minutes: int = 45) -> None:
        self.weekday, self.zone, self.minutes = weekday, zone, minutes
        self.begins, self.ends = time.fromisoformat(begins), time.fromisoformat(ends)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def walls(found: list[datetime], zone: str) -> list[str]:
    return [one.astimezone(ZoneInfo(zone)).strftime("%d %H:%M") for one in found]


def test_sessions_fit_into_the_hours_with_a_pause_after_each() -> None:
    found = starts(Offered(TUESDAY, "18:00", "20:00"), at("2027-06-07 12:00"))  # a Monday
    assert found[:2] == [at("2027-06-08 18:00"), at("2027-06-08 19:00")]
    assert len(found) == 4  # two weeks; a third session would not end in time


@pytest.mark.parametrize(("minutes", "number"), [(25, 4), (45, 2), (60, 1)])
def test_each_length_has_its_own_pause(minutes: int, number: int) -> None:
    found = starts(Offered(TUESDAY, "18:00", "20:00", minutes=minutes), at("2027-06-07 12:00"))
    assert len(found) == 2 * number
    assert all(two - one >= timedelta(minutes=minutes + PAUSES[minutes]) for one, two in pairwise(found))


def test_not_in_under_two_hours_and_not_in_more_than_two_weeks() -> None:
    offer, moment = Offered(TUESDAY, "00:00", "23:59"), at("2027-06-08 09:30")
    found = starts(offer, moment)
    assert found[0] == at("2027-06-08 12:00") and found[0] >= moment + SOONEST
    assert at("2027-06-08 11:00") + timedelta(minutes=30) == moment + SOONEST  # eleven is too soon by half an hour
    assert found[-1] < moment + AHEAD and found[-1] == at("2027-06-22 09:00")


def test_hours_stay_at_the_same_time_of_day_when_clocks_change() -> None:
    offer = Offered(TUESDAY, "18:00", "19:00", "Europe/Berlin")
    found = starts(offer, at("2027-03-22 12:00"))  # Berlin changes on 28 March 2027
    assert found == [at("2027-03-23 17:00"), at("2027-03-30 16:00")]
    assert walls(found, "Europe/Berlin") == ["23 18:00", "30 18:00"]
    # New York changed on 14 March already: for somebody there, the first of them is an hour later in their day.
    assert walls(found, "America/New_York") == ["23 13:00", "30 12:00"]


def test_the_hour_that_clocks_leave_out_is_offered_to_nobody() -> None:
    found = starts(Offered(SUNDAY, "01:00", "04:00", "Europe/Berlin"), at("2027-03-27 08:00"))
    day = [one for one in found if one.astimezone(ZoneInfo("Europe/Berlin")).day == 28]
    assert walls(day, "Europe/Berlin") == ["28 01:00", "28 03:00"]  # two real hours, not three
    assert day[1] - day[0] == timedelta(hours=1)


def test_the_hour_that_clocks_have_twice_is_offered_twice_and_says_which() -> None:
    found = starts(Offered(SUNDAY, "01:00", "04:00", "Europe/Berlin"), at("2027-10-30 08:00"))
    day = [one for one in found if one.astimezone(ZoneInfo("Europe/Berlin")).day == 31]
    assert walls(day, "Europe/Berlin") == ["31 01:00", "31 02:00", "31 02:00", "31 03:00"]
    assert len(set(map(stamp_of, day))) == 4
    with timezone.override("Europe/Berlin"):
        shown = by_day(Time(one, stamp_of(one), UUID(int=0)) for one in day)
        assert [one.clock for one in shown[0].times] == ["01:00", "02:00 CEST", "02:00 CET", "03:00"]


def test_days_are_those_of_the_reader() -> None:
    sunday = at("2027-06-06 12:00")
    times = [Time(one, stamp_of(one), UUID(int=0)) for one in starts(Offered(MONDAY, "22:00", "23:50"), sunday)]
    with timezone.override("Asia/Tokyo"):
        days = by_day(times)
        assert [(one.title, [each.clock for each in one.times]) for one in days[:1]] == [
            ("Tuesday 8 June", ["07:00", "08:00"])
        ]
    with timezone.override("America/New_York"):
        assert [each.clock for each in by_day(times)[0].times] == ["18:00", "19:00"]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (Offered(MONDAY, "10:00", "12:00"), Offered(MONDAY, "11:00", "13:00"), True),
        (Offered(MONDAY, "10:00", "12:00"), Offered(MONDAY, "12:00", "13:00"), False),
        (Offered(MONDAY, "10:00", "12:00"), Offered(TUESDAY, "10:00", "12:00"), False),
        # In one of the two seasons these meet: Berlin is one hour ahead of UTC in winter and two in summer.
        (Offered(MONDAY, "10:00", "11:00", "Europe/Berlin"), Offered(MONDAY, "08:00", "09:00"), True),
        (Offered(MONDAY, "10:00", "11:00", "Europe/Berlin"), Offered(MONDAY, "09:00", "10:00"), True),
        (Offered(MONDAY, "10:00", "11:00", "Europe/Berlin"), Offered(MONDAY, "10:00", "11:00"), False),
        # A Monday morning in Tokyo is a Sunday evening elsewhere.
        (Offered(MONDAY, "08:00", "09:00", "Asia/Tokyo"), Offered(SUNDAY, "23:00", "23:59"), True),
    ],
)
def test_two_offers_of_one_person_at_the_same_time_are_seen_in_any_season(one: Any, other: Any, together: bool) -> None:
    for moment in (at("2027-01-11 12:00"), at("2027-07-12 12:00")):
        assert overlap(one, other, moment) is together and overlap(other, one, moment) is together


def test_a_stamp_leads_back_and_anything_else_leads_nowhere() -> None:
    moment = at("2027-06-08 18:00")
    assert moment_of_stamp(stamp_of(moment)) == moment
    assert [moment_of_stamp(text) for text in ("nobody", "", "20271308T180000Z", "2027-06-08")] == [None] * 4


@pytest.mark.parametrize("minutes", list(PAUSES))
def test_the_format_is_as_long_as_the_session(minutes: int) -> None:
    definition = definition_for(minutes)
    assert check(definition) == []
    assert plan_of(definition).length == minutes * MINUTE
    parts = {one["id"]: one["min"] for one in definition["segments"]}
    assert (parts["arriving"], parts["close"]) == (3, 4)


def test_a_host_who_does_not_come_is_waited_for_and_the_room_ends_kindly() -> None:
    table = Table(plan_of(definition_for(25)))
    table.do("arrive", "guest", value={"way": "text", "duties": []})
    table.wait(14 * 60)
    assert table.state.phase == "lobby"
    table.wait(2 * 60)
    assert (table.state.phase, table.happened("ended")[0].value) == ("ended", "facilitator_absent")


def test_a_host_who_is_lost_is_waited_for_before_the_room_ends() -> None:
    table = Table(plan_of(definition_for(25)))
    for who, duties in (("host", ["facilitator"]), ("guest", [])):
        table.do("arrive", who, value={"way": "text", "duties": duties})
    table.do("open", "host")
    table.do("lose", "host")
    table.wait(4 * 60)
    table.do("arrive", "host", value={"way": "text", "duties": ["facilitator"]})
    assert table.state.phase == "open" and table.state.quiet_since is None
    table.do("lose", "host")
    table.wait(11 * 60)
    assert (table.state.phase, table.happened("ended")[0].value) == ("ended", "facilitator_absent")
