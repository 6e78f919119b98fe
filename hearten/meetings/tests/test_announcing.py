"""Who leads a group announces meetings; what comes again is laid out ahead, once, and can be changed one by one."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from hearten.meetings.models import Duty, Series
from hearten.meetings.schedule import jobs
from hearten.meetings.schedule.actions.announce import lay_out
from hearten.meetings.schedule.rules import AHEAD
from hearten.meetings.tests.planned import Planned, meet
from tests.people import seated
from tests.together import at_once

pytestmark = pytest.mark.django_db
__all__ = ["meet"]


def hourly(meet: Planned) -> None:
    meet.as_worker(jobs.lay_out_what_comes_again.func, transactions=True, timestamp=0)


def test_one_meeting_is_announced_with_its_own_copy_of_the_format(meet: Planned) -> None:
    key = meet.meeting(facilitator=str(meet.cast.ada_in_group.id), co_facilitator=str(meet.cast.ben_in_group.id))
    (made,) = meet.rows()
    assert (made.id, made.places, made.media, made.minutes) == (key, 12, ["text", "audio"], 90)
    assert made.definition["format"] == "structured_check_in"
    roles = set(Duty.objects.using("keeper").values_list("membership_id", "role"))
    assert roles == {(meet.cast.ada_in_group.id, "facilitator"), (meet.cast.ben_in_group.id, "co_facilitator")}
    assert "Evenings" in meet.page(meet.cast.ben, key)


def test_only_who_leads_announces(meet: Planned) -> None:
    assert meet.announce(meet.cast.ben).status_code == 404
    assert meet.rows() == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "2001-01-01"}, "This time is over already."),
        ({"day": "2999-01-01"}, "more than a year ahead"),
        ({"places": "16"}, "This format is for 15 people at most."),
        ({"format": "none of them"}, "Choose a format from the list."),
        ({"often": "weekly", "times": "3", "until": "2999-01-01"}, "Say either how many times, or until when."),
        ({"title": " "}, "Give the meeting a title first."),
        ({"ways": []}, "Choose at least one way to take part."),
    ],
)
def test_what_cannot_be_announced_says_why_and_keeps_the_words(
    meet: Planned, said: dict[str, Any], sentence: str
) -> None:
    shown = meet.announce(**said)
    assert shown.status_code == 422
    assert sentence in shown.content.decode()
    assert "19:00" in shown.content.decode()
    assert meet.rows() == []


def test_a_series_is_laid_out_for_eight_weeks_and_goes_on_by_itself(meet: Planned) -> None:
    key = meet.series()
    before = [one.starts_at for one in meet.rows(series_id=key)]
    assert len(before) == 7  # the first is a week ahead
    hourly(meet)
    assert len(meet.rows(series_id=key)) == 7
    meet.clock.pass_(timedelta(weeks=2))
    hourly(meet)
    hourly(meet)
    after = [one.starts_at for one in meet.rows(series_id=key)]
    assert after[:7] == before
    assert [later - one for one, later in pairwise(after)] == [timedelta(weeks=1)] * 8


def test_two_workers_at_once_make_each_meeting_once(meet: Planned) -> None:
    key = meet.series()
    meet.superuser.execute("DELETE FROM meetings_meeting")
    (series,) = Series.objects.using("keeper").filter(pk=key)

    def work(_worker: int) -> int:
        with seated(meet.cast.ada) as seat:
            return lay_out(seat, key, series.rule, series.zone, series.first_at)

    assert sum(at_once(work, range(4))) == 7
    assert len(meet.rows(series_id=key)) == 7


def test_a_meeting_stays_at_its_time_of_day_in_the_groups_zone(meet: Planned) -> None:
    meet.superuser.execute("UPDATE groups_group SET zone = 'Europe/Berlin' WHERE id = %s", [meet.cast.group.id])
    meet.clock.set(datetime(2027, 3, 16, 12, tzinfo=UTC))
    key = meet.series(day="2027-03-23")
    assert [one.starts_at.hour for one in meet.rows(series_id=key)[:2]] == [18, 17]


def test_moved_and_called_off_meetings_are_not_laid_out_again(meet: Planned) -> None:
    key = meet.series()
    first, second = meet.rows(series_id=key)[:2]
    day = (first.starts_at + timedelta(days=1)).date().isoformat()
    assert meet.post(meet.cast.ada, first.id, "time", day=day, begins="20:00").status_code == 302
    assert meet.post(meet.cast.ada, second.id, "call-off").status_code == 302
    hourly(meet)
    now_first, now_second = meet.rows(series_id=key)[:2]
    assert len(meet.rows(series_id=key)) == 7
    assert (now_first.id, now_first.planned_at) == (first.id, first.starts_at)
    assert now_first.starts_at == first.starts_at + timedelta(hours=25)
    assert now_second.called_off_at is not None
    assert (now_first.sequence, now_second.sequence) == (1, 1)


@pytest.mark.parametrize(("planned", "off"), [("keep", 0), ("off", 7)])
def test_ending_a_series_keeps_or_calls_off_what_is_planned(meet: Planned, planned: str, off: int) -> None:
    key = meet.series()
    sent = meet.cast.ada.client.post(f"/series/{key}/end/", {"planned": planned, "words": "I move away."})
    assert sent.status_code == 302
    meet.clock.pass_(AHEAD)
    hourly(meet)
    rows = meet.rows(series_id=key)
    assert len(rows) == 7
    assert len([one for one in rows if one.called_off_at]) == off
    assert ("I move away." in meet.page(meet.cast.ben, rows[-1].id)) is (off > 0)
    assert meet.cast.ada.client.post(f"/series/{key}/end/", {"planned": planned}).status_code == 403


def test_a_series_is_for_those_who_lead(meet: Planned) -> None:
    key = meet.series(often="fortnightly", times="3")
    assert "Every second week, 3 times" in meet.cast.ada.client.get(f"/series/{key}/").content.decode()
    assert meet.cast.ben.client.get(f"/series/{key}/").status_code == 404
    assert len(meet.rows(series_id=key)) == 3


def test_a_meeting_that_has_begun_stays_as_it_is(meet: Planned) -> None:
    key = meet.meeting()
    meet.clock.set(meet.start(key) + timedelta(minutes=1))
    sent = meet.post(meet.cast.ada, key, "call-off")
    assert sent.status_code == 403
    assert "This meeting has begun." in sent.content.decode()


def test_the_page_says_when_in_both_zones_and_what_happens(meet: Planned) -> None:
    meet.superuser.execute("UPDATE groups_group SET zone = 'America/New_York' WHERE id = %s", [meet.cast.group.id])
    meet.clock.set(datetime(2027, 3, 1, 12, tzinfo=UTC))
    key = meet.meeting(day="2027-03-09")
    for zone, here in (("Europe/Berlin", "10 Mar 2027, 01:00"), ("America/New_York", "9 Mar 2027, 19:00")):
        meet.cast.ben.client.post("/you/language-and-place/", {"zone": zone})
        shown = meet.page(meet.cast.ben, key)
        assert here in shown
        there = "Tuesday 9 March 2027, 19:00 where the group is: New York (America)"
        assert (there in shown) is (zone == "Europe/Berlin")
    assert "9 Mar 2027, 18:50" in shown  # the doors
    assert "Welcome" in shown
    assert "5 minutes" in shown


def test_the_list_shows_what_comes_and_what_was_and_home_the_next_one(meet: Planned) -> None:
    key = meet.meeting()
    address = f"/groups/{meet.cast.group.id}/meetings/"
    shown = meet.cast.ben.client.get(address).content.decode()
    assert "12 places are free." in shown
    assert "Your next meeting" not in meet.cast.ben.client.get("/").content.decode()
    meet.keep(meet.cast.ben, key)
    home = meet.cast.ben.client.get("/").content.decode()
    assert "Your next meeting" in home
    assert str(key) in home
    assert "You have a place." in meet.cast.ben.client.get(address).content.decode()
    meet.clock.set(meet.start(key) + timedelta(hours=2))
    assert "What was" in meet.cast.ben.client.get(address).content.decode()
    assert "Your next meeting" not in meet.cast.ben.client.get("/").content.decode()
    assert address in meet.cast.ben.client.get(f"/groups/{meet.cast.group.id}/").content.decode()
