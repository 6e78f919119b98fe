"""What the Guide looks up: meetings on the clock and in the language of who asks, of the time that they asked about."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from hearten.guide.lookups import looked_up
from hearten.meetings.models import Meeting
from hearten.resources.tests.conftest import WEEKDAYS, make

__all__ = ["make"]

WEDNESDAY = datetime(2026, 3, 11, 13, 0, tzinfo=UTC)


@pytest.fixture
def meets(cast: Any, clock: Any, superuser: Any) -> Any:
    """Say when "low days" meets. It is Wednesday afternoon; on Ben's clock, of Auckland, early on Thursday."""
    clock.set(WEDNESDAY)
    superuser.execute("UPDATE members_profile SET zone = 'Pacific/Auckland' WHERE member_id = %s", [cast.ben.id])

    def plan(title: str, at: datetime) -> None:
        Meeting.objects.using("keeper").create(
            id=uuid4(), group=cast.group, title=title, planned_at=at, starts_at=at, zone="UTC", minutes=60, places=12,
            media=["text"], definition={}, made_by=cast.ada_in_group, made_at=at, changed_at=at,
        )  # fmt: skip

    return plan


def said(as_seat: Any, person: Any, question: str) -> list[str]:
    with as_seat(person) as seat:
        return [one.text for one in looked_up(seat, "meetings", question)]


def test_a_meeting_is_told_by_its_readers_own_clock_and_in_their_language(cast: Any, meets: Any, as_seat: Any) -> None:
    meets("Evenings", WEDNESDAY + timedelta(hours=23))
    assert said(as_seat, cast.ben, "when is the next meeting?") == ["Evenings, in low days: Fri 13 Mar, 01:00 NZDT."]
    with translation.override("de"):
        (text,) = said(as_seat, cast.ben, "wann ist das nächste Treffen?")
    assert "Fr 13 Mär" in text.replace(".", "") and "01:00 NZDT" in text


def test_who_asks_about_this_week_reads_of_this_week_alone(cast: Any, meets: Any, as_seat: Any) -> None:
    """For Ben it is Thursday. His week ends eleven hours before that of this place."""
    meets("Today", WEDNESDAY + timedelta(hours=2))
    meets("On Sunday", datetime(2026, 3, 15, 10, 59, tzinfo=UTC))
    meets("On Monday", datetime(2026, 3, 15, 11, 0, tzinfo=UTC))
    meets("Much later", datetime(2026, 3, 25, 11, 0, tzinfo=UTC))

    def titles(question: str, person: Any = cast.ben) -> list[str]:
        return [one.partition(",")[0] for one in said(as_seat, person, question)]

    assert titles("are there meetings this week?") == ["Today", "On Sunday"]
    assert titles("which meetings are there this week?", cast.ada) == ["Today", "On Sunday", "On Monday"]
    assert titles("wann sind diese Woche Treffen?") == ["Today", "On Sunday"]
    assert titles("when is the meeting today?") == titles("is there a meeting tonight") == ["Today"]
    assert titles("meetings next week") == ["On Monday"]
    assert titles("when are meetings?") == ["Today", "On Sunday", "On Monday"]
    (none,) = said(as_seat, cast.ben, "is there a meeting tomorrow?")
    assert none.startswith("In that time none of your groups has a meeting. The next one is Today, in low days: Thu 12")


def test_who_is_in_no_group_that_meets_reads_when_others_do(cast: Any, meets: Any, clock: Any, as_seat: Any) -> None:
    clock.set(datetime.now(UTC))  # which groups meet for everybody, PostgreSQL says by its own clock
    assert said(as_seat, cast.mo, "when is the next meeting?") == []
    meets("Evenings", clock.now() + timedelta(days=16))
    (text,) = said(as_seat, cast.mo, "when is the next meeting?")
    assert text.startswith("low days, a group that you are not in, meets: ") and text.endswith(" UTC.")
    assert "Evenings" not in text, "what a meeting is named, its group alone reads"
    with as_seat(cast.mo) as seat:
        assert looked_up(seat, "meetings", "meetings this week?") == []
        (one,) = looked_up(seat, "meetings", "when are meetings?")
    assert one.kind == "group" and one.url == f"/groups/{cast.group.id}/about/"


def test_services_are_of_what_was_named_and_open_where_that_was_asked(cast: Any, make: Any, as_seat: Any) -> None:
    make("Debt advice", description="Help with debt and bills.", schedules=[WEEKDAYS])
    make(
        "Debt at night",
        description="Debt, after dark.",
        schedules=[WEEKDAYS | {"opens_at": "20:00", "closes_at": "23:00"}],
    )
    make("Food bank", description="A bag of food.", schedules=[WEEKDAYS])

    def named(question: str) -> set[str]:
        with as_seat(cast.ben) as seat:
            return {one.title for one in looked_up(seat, "open_now", question)}

    assert named("any services for debt?") == {"Debt advice", "Debt at night"}
    assert named("which services for debts are open now") == {"Debt advice"}
    assert named("what is open right now?") == named("which services are open today") == {"Debt advice", "Food bank"}
    assert named("any services for eating disorders?") == set(), "no other topic stands in for it"
