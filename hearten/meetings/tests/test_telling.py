"""Reminders, moves and call-offs: told once, to whom it concerns, in words that name nothing."""

from datetime import timedelta
from typing import Any

import pytest

from hearten.meetings.schedule import telling
from hearten.meetings.tests.planned import Planned, meet
from hearten.notices.kinds import kind_of
from tests.people import seated

pytestmark = pytest.mark.django_db
__all__ = ["meet"]

DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


def before(meet: Planned, meeting: Any, span: timedelta) -> list[tuple[str, Any]]:
    """Let it be so long before the meeting, and return what Ben has been told of what is soon."""
    meet.clock.set(meet.start(meeting) - span)
    meet.minute()
    meet.minute()
    return soon(meet, meet.cast.ben)


def soon(meet: Planned, person: Any) -> list[tuple[str, Any]]:
    return meet.told(person, "meeting_day") + meet.told(person, "meeting_soon")


def test_a_day_and_an_hour_before_each_once(meet: Planned) -> None:
    key = meet.meeting()
    meet.keep(meet.cast.ben, key)
    told = [len(before(meet, key, span)) for span in (DAY + HOUR, DAY, DAY - HOUR, 2 * HOUR, HOUR, HOUR / 2, -HOUR)]
    assert told == [0, 1, 1, 1, 2, 2, 2]
    assert soon(meet, meet.cast.ada) == []  # she announced it and keeps no place
    about = soon(meet, meet.cast.ben)[0][1]
    assert meet.cast.ben.client.get(f"/meetings/news/{about}/").url == f"/meetings/{key}/"
    assert meet.cast.ada.client.get(f"/meetings/news/{about}/").status_code == 404


def test_the_day_before_can_wait_for_the_morning_and_the_hour_before_cannot(meet: Planned) -> None:
    key = meet.meeting()
    meet.keep(meet.cast.ben, key)
    before(meet, key, DAY)
    before(meet, key, HOUR)
    told = [kind for kind, _about in meet.told(meet.cast.ben)]
    assert sorted(told) == ["meeting_day", "meeting_soon"]
    assert [kind_of(kind).urgent for kind in sorted(told)] == [False, True]


@pytest.mark.parametrize(("hours", "at_once"), [(11, True), (13, False)])
def test_what_changes_in_the_night_before_wakes_who_would_come_in_vain(
    meet: Planned, hours: int, at_once: bool
) -> None:
    off, moved = meet.meeting(), meet.meeting()
    for key in (off, moved):
        meet.keep(meet.cast.ben, key)
    form = {"person": str(meet.cast.ben_in_group.id), "role": "timekeeper"}
    meet.clock.set(meet.start(off) - timedelta(hours=hours))
    assert meet.post(meet.cast.ada, off, "duties", **form).status_code == 302
    assert meet.post(meet.cast.ada, off, "call-off").status_code == 302
    later = (meet.start(moved) + timedelta(days=9)).date().isoformat()
    assert meet.post(meet.cast.ada, moved, "time", day=later, begins="20:00").status_code == 302
    meet.work()
    ending = "_now" if at_once else ""
    told = {kind for kind, _about in meet.told(meet.cast.ben)}
    assert told >= {f"meeting_{what}{ending}" for what in ("off", "moved", "duty")}
    assert [kind_of(f"meeting_{what}{ending}").urgent for what in ("off", "moved", "duty")] == [at_once] * 3


@pytest.mark.parametrize(("when", "told"), [("both", [1, 2]), ("hour", [0, 1]), ("none", [0, 0])])
def test_each_person_chooses(meet: Planned, when: str, told: list[int]) -> None:
    key = meet.meeting()
    meet.keep(meet.cast.ben, key)
    assert meet.cast.ben.client.post("/you/calendar/", {"when": "both"}).status_code == 302
    assert meet.cast.ben.client.post("/you/calendar/", {"when": when}).status_code == 302
    assert [len(before(meet, key, span)) for span in (DAY, HOUR)] == told


def test_only_who_is_in_and_no_reminder_of_what_was_just_chosen(meet: Planned) -> None:
    key = meet.meeting(places="2")
    meet.keeps_for(meet.people(2), key)
    meet.keep(meet.cast.ben, key)
    assert before(meet, key, DAY) == []  # he waits
    meet.clock.set(meet.start(key) - 5 * HOUR)
    meet.superuser.execute("UPDATE meetings_meeting SET places = 3")
    meet.minute()
    assert before(meet, key, 4 * HOUR) == []
    assert len(before(meet, key, HOUR)) == 1


def test_nothing_after_leaving_giving_up_or_calling_off(meet: Planned) -> None:
    gone, given_up, off = meet.meeting(), meet.meeting(), meet.meeting()
    for key in (gone, given_up, off):
        meet.keep(meet.cast.ben, key)
    meet.post(meet.cast.ben, given_up, "place/end")
    meet.post(meet.cast.ada, off, "call-off")
    meet.clock.set(meet.start(gone) - DAY)
    from hearten.meetings.schedule import jobs

    meet.as_worker(jobs.every_minute.func, transactions=True, timestamp=0)
    meet.superuser.execute(  # between the minute and the telling
        "UPDATE groups_membership SET ended_at = now(), ended_how = 'removed' WHERE id = %s",
        [meet.cast.ben_in_group.id],
    )
    meet.work()
    assert soon(meet, meet.cast.ben) == []
    assert meet.superuser.execute("SELECT count(*) FROM meetings_reminder").fetchone() == (1,)


def test_a_break_silences_them(meet: Planned) -> None:
    from hearten.members import breaks

    key = meet.meeting()
    meet.keep(meet.cast.ben, key)
    with seated(meet.cast.ben) as seat:
        breaks.begin(seat, "open")
    assert before(meet, key, DAY) == []


def test_who_keeps_a_place_or_has_a_role_hears_of_a_move_each_time(meet: Planned) -> None:
    key = meet.meeting()
    meet.keep(meet.cast.ben, key)
    for clock in ("20:00", "21:00"):
        day = meet.start(key).date().isoformat()
        meet.post(meet.cast.ada, key, "time", day=day, begins=clock, words="The hall is taken.")
        meet.work()
    moved = meet.told(meet.cast.ben, "meeting_moved")
    assert len(moved) == 2
    assert meet.told(meet.cast.ada) == []
    shown = meet.cast.ben.client.get(f"/meetings/news/{moved[0][1]}/", follow=True).content.decode()
    assert "The hall is taken." in shown
    assert "This meeting was moved" in shown
    assert len(before(meet, key, HOUR)) == 1  # as the new time says


def test_a_call_off_is_told_with_its_words_on_the_page_alone(meet: Planned) -> None:
    key = meet.meeting()
    meet.keep(meet.cast.ben, key)
    meet.post(meet.cast.ada, key, "call-off", words="I am ill, and sorry.")
    meet.work()
    assert [kind for kind, _about in meet.told(meet.cast.ben)] == ["meeting_off"]
    assert "I am ill, and sorry." in meet.page(meet.cast.ben, key)
    assert "ill" not in meet.cast.ben.client.get("/news/").content.decode().partition("<main")[2].partition("</main")[0]
    assert meet.keep(meet.cast.ben, key).status_code == 403


def test_a_role_is_told_and_can_be_given_back(meet: Planned) -> None:
    key = meet.meeting(facilitator="")
    form = {"person": str(meet.cast.ben_in_group.id), "role": "timekeeper"}
    for _each in range(2):
        assert meet.post(meet.cast.ada, key, "duties", **form).status_code == 302
    meet.work()
    ((kind, about),) = meet.told(meet.cast.ben)
    assert kind == "meeting_duty"
    assert "timekeeper" in meet.page(meet.cast.ada, key)
    assert meet.cast.ben.client.post(f"/duties/{about}/end/").status_code == 302
    assert "timekeeper" not in meet.page(meet.cast.ada, key)
    assert meet.post(meet.cast.ben, key, "duties", **form).status_code == 404


def test_what_is_said_names_nothing() -> None:
    for name in (telling.SOON, telling.MOVED, telling.OFF, telling.PLACE, telling.BESIDE, telling.DUTY):
        sentence = str(kind_of(name).sentence(None))  # type: ignore[arg-type]  # it asks for nothing of what it is about
        assert "meeting" in sentence
        assert "%" not in sentence
