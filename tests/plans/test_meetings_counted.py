"""Meetings that somebody counts for themself: where plans and meetings meet, which home lets them do."""

import pytest

from hearten.library.tests.tries import keep
from hearten.meetings.models import Attendance, Meeting
from hearten.meetings.tests.rooms import SHORT
from hearten.plans.tests.test_milestones import begin
from hearten.plans.tests.weeks import Week, week

pytestmark = pytest.mark.django_db
__all__ = ["week"]


def test_meetings_count_by_themselves_and_stay_counted(week: Week) -> None:
    """Who came is kept for a year; what somebody counts does not get smaller by that."""
    begin(week, "meetings", "Meetings", first=week.today)
    moment = week.clock.now()
    said = {"title": "Monday", "zone": "UTC", "minutes": 40, "places": 12, "media": ["text"], "definition": SHORT}
    when = {"starts_at": moment, "planned_at": moment, "made_at": moment, "changed_at": moment}
    met = keep(Meeting, group=week.cast.group, made_by=week.cast.ada_in_group, **said, **when)
    there = {"group": week.cast.group, "meeting": met, "membership": week.cast.ben_in_group}
    keep(Attendance, first_at=moment, seconds=1800, seen_at=moment, **there)
    for _look in range(2):
        assert "All together 1 time" in week.page(week.cast.ben, "/plan/milestones/")
    week.superuser.execute("DELETE FROM meetings_attendance")
    assert "All together 1 time" in week.page(week.cast.ben, "/plan/milestones/")
