"""Reminders of a routine and of appointments: by whose clock, when they come, and what they say outside."""

from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest


@pytest.fixture(autouse=True)
def _in_the_morning(clock: Any) -> None:
    clock.set(clock.now().replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=1))


def reminders(superuser: Any) -> list[tuple[Any, ...]]:
    return list(superuser.execute("SELECT kind, next_at FROM notices_reminder ORDER BY kind").fetchall())


def test_nobody_is_reminded_without_wishing_it(pages: Any, superuser: Any) -> None:
    pages.routine(pages.cast.ben)
    assert reminders(superuser) == []


def test_a_reminder_asks_for_the_clock_once_and_follows_times_rest_and_end(pages: Any, superuser: Any) -> None:
    ben = pages.cast.ben
    said = {"client_id": str(uuid4()), "at": ["20:00"], "remind": "yes"}
    asked = ben.client.post("/you/routine/new/", said)
    assert asked.status_code == 422 and "Choose your time zone" in asked.content.decode()
    routine = pages.routine(ben, at=("20:00",), remind="yes", zone="Europe/Berlin")
    ((kind, first),) = reminders(superuser)
    assert kind == "care_times" and first.astimezone(ZoneInfo("Europe/Berlin")).hour == 20
    assert "Berlin time" in pages.text(ben, "/you/routine/")
    ben.client.post(f"/you/routine/{routine}/times/", {"at": ["21:00"], "remind": "yes"})
    ((_kind, then),) = reminders(superuser)
    assert then.astimezone(ZoneInfo("Europe/Berlin")).hour == 21
    assert "checked" in pages.text(ben, f"/you/routine/{routine}/times/").partition('name="remind"')[2][:40]
    ben.client.post(f"/you/routine/{routine}/times/", {"at": ["21:00"]})
    assert reminders(superuser) == [], "taken away, with the same times"
    ben.client.post(f"/you/routine/{routine}/times/", {"at": ["21:00"], "remind": "yes"})
    assert len(reminders(superuser)) == 1
    ben.client.post(f"/you/routine/{routine}/rest/")
    assert reminders(superuser) == []


def test_a_refill_and_an_appointment_are_told_once_the_day_before(pages: Any, superuser: Any) -> None:
    ben, berlin = pages.cast.ben, ZoneInfo("Europe/Berlin")
    ben.client.post("/you/language-and-place/", {"country": "DE", "zone": "Europe/Berlin"})
    day = (pages.clock.now() + timedelta(days=9)).date()
    routine = pages.routine(ben, refill_on=day.isoformat())
    visit = pages.visit(ben, on=day.isoformat())
    refill, appointment = reminders(superuser)
    assert refill[0] == "care_refill" and refill[1].astimezone(berlin).strftime("%H") == "09"
    assert appointment[0] == "care_visit" and appointment[1].astimezone(berlin).strftime("%H") == "18"
    assert {one[1].astimezone(berlin).date() for one in (refill, appointment)} == {day - timedelta(days=1)}
    ben.client.post(f"/you/routine/{routine}/end/")
    ben.client.post(f"/you/appointments/{visit}/removal/")
    assert reminders(superuser) == []


def test_who_has_no_zone_is_asked_where_a_day_is_given(pages: Any, superuser: Any) -> None:
    """A refill and an appointment would never be told of without a clock: the four forms ask for it, and keep it."""
    ben, day = pages.cast.ben, (pages.clock.now() + timedelta(days=9)).date().isoformat()
    routine, visit, key = pages.routine(ben), pages.visit(ben), str(uuid4())
    asking = (
        ("/you/routine/new/", {"client_id": key, "refill_on": day}),
        (f"/you/routine/{routine}/", {"refill_on": day}),
        ("/you/appointments/", {"client_id": key, "on": day}),
        (f"/you/appointments/{visit}/", {"on": day}),
    )
    for address, said in asking:
        asked = ben.client.post(address, said)
        assert asked.status_code == 422 and "Choose your time zone, so" in asked.content.decode(), address
        assert f'value="{day}"' in asked.content.decode() and 'name="zone"' in asked.content.decode(), address
    assert reminders(superuser) == []
    for address, said in asking:
        assert ben.client.post(address, said | {"zone": "Europe/Berlin"}).status_code == 302, address
        assert superuser.execute("SELECT count(*) FROM notices_reminder").fetchone() == (1,), address
        superuser.execute("DELETE FROM notices_reminder")
        superuser.execute("UPDATE members_profile SET zone = ''")
    long_ago = {"client_id": str(uuid4()), "on": "2020-01-01"}
    assert ben.client.post("/you/appointments/", long_ago).status_code == 302, "nothing follows, nothing is asked"


def test_a_slip_of_the_year_is_told_and_not_reckoned_with(pages: Any, superuser: Any) -> None:
    ben, key = pages.cast.ben, str(uuid4())
    superuser.execute("UPDATE members_profile SET zone = 'UTC'")
    routine, visit = pages.routine(ben), pages.visit(ben)
    for day in ("0001-01-01", "9999-12-31"):
        for address, field in (
            ("/you/routine/new/", "refill_on"), (f"/you/routine/{routine}/", "refill_on"), ("/you/effects/", "on"),
            ("/you/appointments/", "on"), (f"/you/appointments/{visit}/", "on"),
        ):  # fmt: skip
            told = ben.client.post(address, {"client_id": key, field: day, "words": "Slow.", "notes": "Mine."})
            assert told.status_code == 422 and "Look at the year of this day again." in told.content.decode(), address


@pytest.mark.parametrize(("hour", "told"), [(12, "18"), (20, "09")])
def test_a_day_before_that_has_gone_by_is_told_at_the_next_chance(
    pages: Any, superuser: Any, hour: int, told: str
) -> None:
    pages.clock.set(pages.clock.now().replace(hour=hour))
    superuser.execute("UPDATE members_profile SET zone = 'UTC'")
    day = pages.clock.now().date()
    visit = pages.visit(pages.cast.ben, on=(day + timedelta(days=1)).isoformat())
    ((_kind, at),) = reminders(superuser)
    assert at.strftime("%H") == told
    pages.cast.ben.client.post(f"/you/appointments/{visit}/", {"on": day.isoformat()})
    assert reminders(superuser) == [], "that morning has gone by as well"


def test_what_is_said_outside_names_nothing(pages: Any) -> None:
    from types import SimpleNamespace

    from hearten.notices.kinds import kind_of

    for kind in ("care_times", "care_refill", "care_visit", "care_invited", "care_suggested", "care_practice"):
        said = str(kind_of(kind).sentence(SimpleNamespace(about=uuid4(), group_id=None))).lower()
        for word in ("medic", "routine", "take", "appointment", "doctor", "clinic", "refill", "low days"):
            assert word not in said, (kind, said)
