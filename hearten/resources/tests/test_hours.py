"""Is it open? What a person would say who reads the schedules and looks at a clock."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hearten.resources.hours import Hours, Where, hours_of
from hearten.resources.schedule_fields import rule_of
from hearten.resources.zones import zone_for

LONDON, BOSTON = "Europe/London", "America/New_York"
WEEKDAYS = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}
ALWAYS = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "00:00"}


def at(text: str, zone: str = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def asked(*schedules: dict[str, Any], when: str, zone: str = LONDON, **where: str) -> Hours:
    return hours_of(schedules, at(when, zone), Where(zone=zone, **where))


def local(moment: datetime | None, zone: str = LONDON) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%a %d %H:%M") if moment else ""


def test_open_until_the_evening_and_closed_after_it() -> None:
    assert local(asked(WEEKDAYS, when="2026-03-04 09:00").until) == "Wed 04 17:00"
    closed = asked(WEEKDAYS, when="2026-03-04 17:00")
    assert closed.state == "closed" and local(closed.opens) == "Thu 05 09:00"
    assert asked(WEEKDAYS, when="2026-03-04 08:59").state == "closed"


def test_over_the_weekend_it_says_monday() -> None:
    assert local(asked(WEEKDAYS, when="2026-03-06 20:00").opens) == "Mon 09 09:00"


def test_a_lunch_break_closes_and_the_next_opening_is_the_same_day() -> None:
    morning = WEEKDAYS | {"closes_at": "12:00"}
    found = asked(morning, WEEKDAYS | {"opens_at": "13:00"}, when="2026-03-04 12:30")
    assert found.state == "closed" and local(found.opens) == "Wed 04 13:00"
    assert len(found.week[0].spans) == 2


@pytest.mark.parametrize("closes", ["00:00", "24:00"])
def test_around_the_clock_never_closes(closes: str) -> None:
    found = asked(ALWAYS | {"closes_at": closes}, when="2026-03-04 03:00")
    assert found.open_now and found.until is None and found.week[0].all_day


def test_past_midnight_belongs_to_the_evening_before() -> None:
    night = {"freq": "WEEKLY", "byday": "FR", "opens_at": "20:00", "closes_at": "02:00"}
    assert local(asked(night, when="2026-03-07 01:59").until) == "Sat 07 02:00"
    assert asked(night, when="2026-03-07 02:00").state == "closed"
    assert asked(night, when="2026-03-06 01:00").state == "closed", "Thursday night is not Friday night"


def test_a_closed_day_wins_over_the_week() -> None:
    shut = {"valid_from": "2026-03-04", "valid_to": "2026-03-04", "description": "Staff training."}
    found = asked(WEEKDAYS, shut, when="2026-03-04 10:00")
    assert found.state == "closed" and local(found.opens) == "Thu 05 09:00"
    assert found.week[0].named and not found.week[0].spans
    assert asked(WEEKDAYS, shut, when="2026-03-05 10:00").open_now


def test_a_day_with_other_hours_wins_over_the_week() -> None:
    short = {"valid_from": "2026-03-04", "valid_to": "2026-03-04", "opens_at": "10:00", "closes_at": "12:00"}
    assert local(asked(WEEKDAYS, short, when="2026-03-04 11:00").until) == "Wed 04 12:00"
    assert not asked(WEEKDAYS, short, when="2026-03-04 14:00").open_now


def test_what_is_said_about_one_day_is_said_with_it_and_not_for_ever() -> None:
    party = {"valid_from": "2026-03-20", "valid_to": "2026-03-20", "description": "A party."}
    assert asked(WEEKDAYS, party, when="2026-03-04 10:00").words == ((date(2026, 3, 20), "A party."),)
    assert asked(WEEKDAYS, party, when="2026-03-21 10:00").words == ()
    assert asked(WEEKDAYS, party, when="2025-03-04 10:00").words == ()


def test_a_short_span_without_times_is_closed_and_a_long_one_says_nothing() -> None:
    holiday = {"valid_from": "2026-12-24", "valid_to": "2027-01-02"}
    assert asked(WEEKDAYS, holiday, when="2026-12-29 10:00").state == "closed"
    assert asked(WEEKDAYS, holiday | {"valid_from": "2026-01-01"}, when="2026-12-29 10:00").open_now


def test_on_a_public_holiday_nothing_is_open_that_does_not_name_it() -> None:
    found = asked(WEEKDAYS, when="2026-12-25 10:00", country="GB", region="England")
    assert (found.state, found.holiday) == ("holiday", "Christmas Day")
    assert local(found.opens) == "Tue 29 09:00", "the 28th is one too, instead of the Saturday"
    named = {"valid_from": "2026-12-25", "valid_to": "2026-12-25", "opens_at": "10:00", "closes_at": "14:00"}
    found = asked(WEEKDAYS, named, when="2026-12-25 10:30", country="GB")
    assert found.open_now and not found.holiday


def test_the_region_decides_which_days_are_holidays() -> None:
    assert asked(WEEKDAYS, when="2026-04-20 10:00", zone=BOSTON, country="US", region="MA").holiday == "Patriots' Day"
    assert asked(WEEKDAYS, when="2026-04-20 10:00", zone=BOSTON, country="US", region="Massachusetts").holiday
    assert asked(WEEKDAYS, when="2026-04-20 10:00", zone=BOSTON, country="US", region="TX").open_now
    assert asked(WEEKDAYS, when="2026-12-25 10:00", country="XX").open_now, "no calendar, no holiday"


def test_around_the_clock_stays_open_on_a_holiday_and_the_day_is_named() -> None:
    found = asked(ALWAYS, when="2026-12-25 10:00", country="GB")
    assert found.open_now and found.holiday == "Christmas Day"


def test_without_schedules_nothing_is_known() -> None:
    assert asked(when="2026-03-04 10:00").state == "unknown"
    assert asked({"description": "Weekdays, mostly."}, when="2026-03-04 10:00").words == ((None, "Weekdays, mostly."),)
    assert asked({"opens_at": "09:00", "closes_at": "17:00"}, when="2026-03-04 10:00").state == "unknown"
    assert asked(WEEKDAYS | {"valid_to": "2025-12-31"}, when="2026-03-04 10:00").state == "unknown"
    assert asked(WEEKDAYS | {"closes_at": None}, when="2026-03-04 10:00").state == "unknown"


@pytest.mark.parametrize("field", ["description", "notes", "attending_type"])
def test_by_appointment_is_an_answer_of_its_own(field: str) -> None:
    assert asked({field: "By appointment only."}, when="2026-03-04 10:00").state == "appointment"


def test_the_zone_is_the_schedules_then_the_services_then_ours_and_then_we_say_so() -> None:
    noon = datetime(2026, 7, 1, 16, 30, tzinfo=UTC)
    own = hours_of([WEEKDAYS | {"timezone": -4}], noon, Where(install_zone=LONDON))
    assert own.open_now and own.sure_zone and own.zone_name == "UTC-04:00"
    assert not hours_of([WEEKDAYS], noon, Where(zone=LONDON)).open_now
    guessed = hours_of([WEEKDAYS], noon, Where(install_zone=BOSTON))
    assert guessed.open_now and not guessed.sure_zone and guessed.zone_name == BOSTON


@pytest.mark.parametrize(
    ("said", "country", "zone", "sure"),
    [
        ("-5", "US", BOSTON, True),
        ("Etc/GMT+5", "US", BOSTON, True),
        ("", "GB", LONDON, True),
        ("", "US", "Europe/Paris", False),
        ("-7", "US", "UTC-07:00", False),
        ("5.5", "", "UTC+05:30", True),
        ("3", "GB", "UTC+03:00", True),
        ("nowhere", "", "Europe/Paris", False),
    ],
)
def test_an_offset_is_read_as_the_zone_of_the_country_that_has_it(
    said: str, country: str, zone: str, sure: bool
) -> None:
    """Denver and Phoenix are both seven behind in winter; which of the two is not known, and that is said."""
    found = zone_for(said, country, datetime(2026, 7, 1, tzinfo=UTC), "Europe/Paris")
    assert (found.name, found.sure) == (zone, sure)


def test_an_office_in_boston_opens_at_nine_in_july_too() -> None:
    found = asked(WEEKDAYS | {"timezone": -5}, when="2026-07-01 09:00", zone=BOSTON, country="US")
    assert found.open_now and local(found.until, BOSTON) == "Wed 01 17:00"


def test_an_offset_of_the_services_own_zone_means_the_clock_on_its_wall() -> None:
    """09:00-05:00 is nine in the morning in New York, in July as well; 09:00Z there is what it says."""
    written = WEEKDAYS | {"opens_at": "09:00-05:00", "closes_at": "17:00-05:00"}
    assert asked(written, when="2026-07-01 09:00", zone=BOSTON).open_now
    assert not asked(written, when="2026-07-01 08:59", zone=BOSTON).open_now
    utc = WEEKDAYS | {"opens_at": "13:00Z", "closes_at": "21:00Z"}
    assert asked(utc, when="2026-07-01 09:00", zone=BOSTON).open_now
    assert asked(utc, when="2026-01-07 08:00", zone=BOSTON).open_now


def test_the_clocks_go_forward_and_back() -> None:
    night = {"freq": "WEEKLY", "byday": "SA", "opens_at": "22:00", "closes_at": "06:00"}
    for day, spent in (("2026-03-28", 7), ("2026-10-24", 9)):
        span = asked(night, when=f"{day} 23:00").week[0].spans[0]
        assert span.ends - span.begins == timedelta(hours=spent)


def test_every_second_tuesday_counts_from_its_first() -> None:
    rule = {"freq": "MONTHLY", "byday": "2TU", "opens_at": "18:00", "closes_at": "20:00"}
    assert local(asked(rule, when="2026-03-01 10:00").opens) == "Tue 10 18:00"
    other = {"freq": "WEEKLY", "interval": 2, "byday": "TU", "dtstart": "2026-03-03"} | {
        name: rule[name] for name in ("opens_at", "closes_at")
    }
    assert local(asked(other, when="2026-03-04 10:00").opens) == "Tue 17 18:00"


HOSTILE = [
    {"freq": "SECONDLY", "interval": 1, "opens_at": "00:00", "closes_at": "00:00"},
    WEEKDAYS | {"count": 10**9, "dtstart": "1901-01-01"},
    WEEKDAYS | {"count": "1e300", "dtstart": "1901-01-01"},
    WEEKDAYS | {"interval": 10**9, "dtstart": "1901-01-01"},
    WEEKDAYS | {"byweekno": "53", "byyearday": "-366", "bymonthday": "31"},
    {"freq": "MONTHLY", "bymonthday": "31", "byyearday": "60", "opens_at": "9:00", "closes_at": "10:00"},
    WEEKDAYS | {"dtstart": "9999-12-31"},
    WEEKDAYS | {"byday": "MO," * 100_000},
    WEEKDAYS | {"timezone": "../../../etc/passwd"},
    WEEKDAYS | {"timezone": 10**30},
    WEEKDAYS | {"opens_at": "25:99"},
    {name: {"a": [1]} for name in WEEKDAYS},
    {"freq": None, "byday": 7, "opens_at": True},
]


@pytest.mark.parametrize("schedule", HOSTILE)
def test_a_hostile_record_is_bounded_and_raises_nothing(schedule: dict[str, Any]) -> None:
    from hearten.resources.schedules import last_of_count

    last_of_count.cache_clear()
    began = time.process_time()
    asked(*[schedule] * 10_000, when="2026-03-04 10:00")
    assert time.process_time() - began < 5, "a runaway rule takes minutes"


def test_a_day_with_a_number_beside_one_without_is_either() -> None:
    monthly = {"freq": "MONTHLY", "dtstart": "2026-01-01", "byday": "TU,1MO"}
    asked = rule_of(monthly | {"opens_at": "09:00", "closes_at": "10:00"})
    june = [date(2026, 6, day) for day in range(1, 31)]
    assert [day.day for day in june if asked.falls_on(day)] == [1, 2, 9, 16, 23, 30]
