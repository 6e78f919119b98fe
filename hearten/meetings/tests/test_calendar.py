"""The calendar: a secret address that says when, and nothing else; and what becomes of all this with its member."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from hearten.meetings.schedule import own
from hearten.meetings.tests.planned import Planned, meet
from hearten.members import retention, rights
from hearten.members.limits import WRONG_CALENDARS_FROM_A_PLACE
from tests.people import seated

pytestmark = pytest.mark.django_db
__all__ = ["meet"]


def address(meet: Planned, person: Any = None) -> str:
    """Have somebody make the address of their calendar, and return its path."""
    shown = (person or meet.cast.ben).client.post("/you/calendar/address/").content.decode()
    found = shown.partition('value="http')[2].partition('"')[0]
    return "/calendar/" + found.rpartition("/calendar/")[2]


def events(path: str, client: Any = None) -> list[Any]:
    answer = (client or Client()).get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_feed_says_when_and_names_nothing(meet: Planned) -> None:
    key, other = meet.meeting(title="Evenings with Ada"), meet.meeting()
    meet.keep(meet.cast.ben, key)
    path = address(meet)
    (event,) = events(path)
    assert event["uid"] == f"{key}@hearten"
    assert event["summary"] == "Meeting"
    assert (event["dtstart"].dt, event["status"], event["sequence"]) == (meet.start(key), "CONFIRMED", 0)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=90)
    assert event["url"].endswith(f"/meetings/{key}/")
    raw = Client().get(path).content.decode()
    assert not any(
        word in raw for word in ("Evenings", "low days", "Ada", "Ben", "LOCATION", "DESCRIPTION", str(other))
    )


def test_moving_and_calling_off_keep_the_line_and_count_on(meet: Planned) -> None:
    key = meet.meeting()
    meet.keep(meet.cast.ben, key)
    path = address(meet)
    day = meet.start(key).date().isoformat()
    meet.post(meet.cast.ada, key, "time", day=day, begins="21:00")
    (event,) = events(path)
    assert (event["uid"], event["sequence"], event["dtstart"].dt) == (f"{key}@hearten", 1, meet.start(key))
    meet.post(meet.cast.ada, key, "call-off")
    (event,) = events(path)
    assert (event["uid"], event["sequence"], event["status"]) == (f"{key}@hearten", 2, "CANCELLED")


def test_only_what_one_is_in_or_has_a_role_in(meet: Planned) -> None:
    waits = meet.meeting(places="2", facilitator="")
    meet.keeps_for(meet.people(2), waits)
    meet.keep(meet.cast.ben, waits)
    role = meet.meeting(facilitator=str(meet.cast.ben_in_group.id))
    path = address(meet)
    assert [event["uid"] for event in events(path)] == [f"{role}@hearten"]
    meet.cast.ben.client.post(f"/groups/{meet.cast.group.id}/leave/", {"how": "kept"})
    assert events(path) == []


def test_a_new_address_ends_the_old_one_and_ending_ends_it_at_once(meet: Planned, superuser: Any) -> None:
    first = address(meet)
    second = address(meet)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert second not in meet.cast.ben.client.get("/you/calendar/").content.decode()  # shown once
    kept = str(superuser.execute("SELECT token_hash FROM meetings_calendarkey").fetchall())
    assert second.removeprefix("/calendar/").removesuffix(".ics") not in kept
    meet.cast.ben.client.post("/you/calendar/address/end/")
    assert Client().get(second).status_code == 404


def test_wrong_addresses_are_counted_and_right_ones_are_not(meet: Planned) -> None:
    path = address(meet)
    for _each in range(WRONG_CALENDARS_FROM_A_PLACE.most + 5):
        assert Client().get(path).status_code == 200
    for _each in range(WRONG_CALENDARS_FROM_A_PLACE.most):
        assert Client().get("/calendar/a-guess.ics").status_code == 404
    assert Client().get(path).status_code == 404  # this place has guessed too often


def test_no_log_line_holds_the_address(meet: Planned, caplog: pytest.LogCaptureFixture) -> None:
    from hearten.kernel.logs import Wordless

    with caplog.at_level(logging.DEBUG):
        Client().get("/calendar/a-secret-of-mine.ics")
    assert caplog.records
    assert not any("a-secret-of-mine" in Wordless().format(record) for record in caplog.records)


def test_one_meeting_as_a_file_for_people_of_the_group(meet: Planned) -> None:
    key = meet.meeting(title="Evenings with Ada")
    answer = meet.cast.ben.client.get(f"/meetings/{key}/meeting.ics")
    assert answer["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["uid"] == f"{key}@hearten"
    assert b"Evenings" not in answer.content
    assert meet.cast.cleo.client.get(f"/meetings/{key}/meeting.ics").status_code == 404


def test_the_copy_holds_ones_own_places_and_roles(meet: Planned) -> None:
    key = meet.meeting(facilitator=str(meet.cast.ben_in_group.id))
    meet.keep(meet.cast.ben, key)
    meet.keep(meet.cast.ada, key)
    meet.cast.ben.client.post("/you/calendar/", {"when": "hour"})
    address(meet)
    with seated(meet.cast.ben) as seat:
        found = {one.name: one.read(seat) for one in rights.exported()}
    assert sorted(row["what"] for row in found["meetings"]) == ["You kept a place", "facilitator"]
    assert {row["starts_at"] for row in found["meetings"]} == {meet.start(key)}
    assert found["meeting_reminders"] == [{"when": "An hour before"}]
    assert len(found["calendars"]) == 1


def test_erasing_takes_every_trace(meet: Planned, superuser: Any) -> None:
    key = meet.meeting(facilitator=str(meet.cast.ben_in_group.id))
    meet.keep(meet.cast.ben, key)
    meet.cast.ben.client.post("/you/calendar/", {"when": "both"})
    path = address(meet)
    meet.clock.set(meet.start(key) - timedelta(hours=1))
    meet.minute()
    with seated(meet.cast.ben) as seat:
        own._forget(seat, "erased")
    for table in ("seat", "duty", "reminder", "reminding", "calendarkey"):
        assert superuser.execute(f"SELECT count(*) FROM meetings_{table}").fetchone() == (0,), table
    assert Client().get(path).status_code == 404


def test_who_came_goes_after_90_days_and_the_meeting_stays(meet: Planned, superuser: Any) -> None:
    key = meet.meeting()
    meet.keep(meet.cast.ben, key)
    address(meet)
    meet.cast.ben.client.post("/you/calendar/address/end/")

    def due() -> dict[str, int]:
        named = ("meeting_places", "meeting_reminders", "calendars")
        with seated(None):
            return {one.rule.name: one.rows for one in retention.due() if one.rule.name in named}

    assert set(due().values()) == {0}
    superuser.execute("UPDATE meetings_meeting SET starts_at = now() - interval '91 days'")
    superuser.execute("UPDATE meetings_calendarkey SET ended_at = now() - interval '31 days'")
    assert due() == {"meeting_places": 1, "meeting_reminders": 0, "calendars": 1}
    for name in ("who_came", "reminders", "calendar_keys"):
        superuser.execute(f"SELECT meetings_keep_{name}(true)")
    assert set(due().values()) == {0}
    assert len(meet.rows()) == 1
