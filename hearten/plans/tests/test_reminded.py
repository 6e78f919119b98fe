"""Being reminded of one thing of one's plan: on its days, by one's own clock, and not once it rests."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

import pytest

from hearten.library.models import Trying
from hearten.library.tests.tries import card
from hearten.notices.models import Reminder
from hearten.notices.reminders import Rhythm, rhythm_of
from hearten.plans.models import Commitment
from hearten.plans.tests.weeks import Week, week

pytestmark = pytest.mark.django_db
__all__ = ["week"]
EIGHT = {"at": "08:00", "zone": "Europe/Berlin"}


def rhythms() -> list[Rhythm]:
    return [rhythm_of(row.rhythm) for row in Reminder.objects.using("keeper").all()]


def remind(week: Week, commitment: UUID, status: int = 302, **said: Any) -> Any:
    return week.post(week.cast.ben, f"/plan/things/{commitment}/reminder/", status, **(said or EIGHT))


def test_a_reminder_comes_on_the_days_of_the_thing_and_follows_them(week: Week) -> None:
    thing = week.begin(week.cast.ben, often="weekdays", weekdays=["1", "3"])
    remind(week, thing)
    (kept,) = rhythms()
    assert (kept.times, kept.days, kept.last) == ((time(8),), (0, 2), None)
    week.post(week.cast.ben, f"/plan/things/{thing}/rhythm/", often="every", every="3")
    (kept,) = rhythms()
    assert (kept.times, kept.days, kept.every) == ((time(8),), (), 3)
    page = week.page(week.cast.ben, f"/plan/things/{thing}/")
    assert "The next one comes" in page
    remind(week, thing, at="")
    assert rhythms() == []


def test_the_notice_says_nothing_of_what_it_is(week: Week) -> None:
    from hearten.notices.kinds import kind_of

    thing = week.begin(week.cast.ben, words="Call the clinic about Tuesday")
    remind(week, thing)
    kind = kind_of("plan_thing")
    assert "clinic" not in str(kind.sentence(None))
    row = Reminder.objects.using("keeper").get()
    assert row.next_at > datetime.now(UTC).replace(year=2020) and "clinic" not in str(vars(row))


@pytest.mark.parametrize("how", ["pause", "end", "removal"])
def test_what_rests_or_is_gone_reminds_nobody(week: Week, how: str) -> None:
    thing = week.begin(week.cast.ben)
    remind(week, thing)
    week.post(week.cast.ben, f"/plan/things/{thing}/{how}/")
    assert rhythms() == []
    if how == "pause":
        answer = remind(week, thing, 403)
        assert "It rests at the moment" in answer.content.decode()


@pytest.mark.parametrize("how, stays", [("stopped", False), ("still", True)])
def test_what_is_tried_no_more_reminds_nobody_and_what_became_a_habit_goes_on(
    week: Week, how: str, stays: bool
) -> None:
    made = card(week.cast.group, week.cast.ada_in_group, week.clock.now())
    week.post(week.cast.ben, f"/cards/{made.id}/trying/", words="")
    remind(week, Commitment.objects.using("keeper").get().id)
    assert len(rhythms()) == 1
    week.post(week.cast.ben, f"/trying/{Trying.objects.using('keeper').get().id}/end/", how=how)
    assert bool(rhythms()) == stays
    assert ("Not today" in week.page(week.cast.ben)) == stays


def test_taking_a_card_along_says_that_it_goes_into_the_plan(week: Week) -> None:
    made = card(week.cast.group, week.cast.ada_in_group, week.clock.now())
    assert "into your plan" in week.page(week.cast.ben, f"/cards/{made.id}/")
    asked = week.cast.ben.client.get(f"/cards/{made.id}/trying/").content.decode()
    assert "reminded" in asked and "40 things" in asked and 'href="/plan/"' in asked
    week.post(week.cast.ben, f"/cards/{made.id}/trying/", words="")
    after = week.cast.ben.client.get("/trying/").content.decode()
    assert "be reminded" in after and 'href="/plan/"' in after


def test_a_time_that_is_none_is_told_and_another_persons_thing_is_not_there(week: Week) -> None:
    thing = week.begin(week.cast.ben)
    assert "Write the time like 08:00" in remind(week, thing, 422, at="soon").content.decode()
    week.post(week.cast.ada, f"/plan/things/{thing}/reminder/", 404, **EIGHT)
