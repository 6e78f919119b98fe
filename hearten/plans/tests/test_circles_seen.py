"""What people of a circle see when something is over or has no days of its own, and of whom they keep away from."""

from typing import Any

import pytest

from hearten.kernel.pages import day_text
from hearten.library.models import Trying
from hearten.library.tests.tries import card
from hearten.moderation.tests.conftest import joined
from hearten.plans.models import Commitment
from hearten.plans.tests.test_circles import apart, seen, together
from hearten.plans.tests.weeks import week

pytestmark = pytest.mark.django_db
__all__ = ["together", "week"]


def test_what_is_tried_no_more_is_shown_no_more(together: Any) -> None:
    made = card(together.cast.group, together.cast.ada_in_group, together.clock.now())
    together.post(together.cast.ben, f"/cards/{made.id}/trying/", words="")
    together.show(together.cast.ben, together.key, Commitment.objects.using("keeper").get().id)
    together.next_day()
    assert "not yet" in seen(together, together.cast.ada)
    together.post(together.cast.ben, f"/trying/{Trying.objects.using('keeper').get().id}/end/", how="stopped")
    shown = seen(together, together.cast.ada)
    assert "A walk" not in shown and "not yet" not in shown and "Say “" not in shown


def test_a_number_of_times_in_a_week_has_no_day_that_is_missed(together: Any) -> None:
    walk = together.begin(together.cast.ben, often="weekly", times="3")
    together.show(together.cast.ben, together.key, walk)
    first = together.today
    together.next_day(3)
    shown = seen(together, together.cast.ada)
    assert shown.count("not yet") == 1 and day_text(first, near=True) not in shown, "today alone, while it can be done"
    assert "Say “" not in shown
    together.mark(together.cast.ben, walk, day=first)
    assert f"{day_text(first, near=True)} done" in seen(together, together.cast.ada)


def test_in_the_week_of_choosing_nothing_is_said_to_be_open_that_may_be_done(together: Any) -> None:
    """Three of three were done before it was shown; those days stay unseen, and so does "not yet"."""
    walk = together.begin(together.cast.ben, often="weekly", times="3")
    for _day in range(3):
        together.mark(together.cast.ben, walk)
        together.next_day()
    together.show(together.cast.ben, together.key, walk)
    assert "not yet" not in seen(together, together.cast.ada)
    together.next_day(4)  # Monday
    assert "not yet" in seen(together, together.cast.ada)


@pytest.mark.parametrize("kind", ["block", "mute"])
@pytest.mark.parametrize("by_reader", [True, False])
def test_words_of_who_is_out_of_sight_are_not_put_forward(together: Any, kind: str, by_reader: bool) -> None:
    together.answer(together.cast.dov, together.key)
    together.post(together.cast.ben, f"/plan/circles/{together.key}/words/", code="", words="The kettle is on.")
    assert "The kettle is on." in seen(together, together.cast.dov)
    pair = (together.cast.dov, together.cast.ben)
    apart(together, *(pair if by_reader else reversed(pair)), kind)
    hidden = by_reader or kind == "block"
    assert ("The kettle is on." not in seen(together, together.cast.dov)) is hidden
    assert "The kettle is on." in seen(together, together.cast.ada)


@pytest.mark.parametrize("kind", ["block", "mute"])
def test_leading_a_group_does_not_reach_over_a_distance(together: Any, kind: str) -> None:
    """Who leads is always seen in the group; what they show or say to one person is held back as anybody's."""
    together.answer(together.cast.dov, together.key)
    role = "UPDATE groups_membership SET role = 'facilitator' WHERE id = %s"
    together.superuser.execute(role, [together.cast.ben_in_group.id])
    entry = together.write(together.cast.ben, "win", "I went out.")
    said = {"to": str(together.dov_in_group), "words": "I went out.", "days": "7"}
    together.post(together.cast.ben, f"/plan/days/{entry}/showing/", **said)
    assert "I went out." in together.page(together.cast.dov, "/plan/shown/")
    apart(together, together.cast.dov, together.cast.ben, kind)
    assert "I went out." not in together.page(together.cast.dov, "/plan/shown/")
    assert "Stop showing it" in together.page(together.cast.ben, "/plan/shown/"), "and its writer learns nothing"


def test_who_was_asked_and_leaves_the_group_ends_nothing_for_the_others(week: Any) -> None:
    dov = joined(week.cast, week.cast.dov, week.cast.group)
    key = week.circle(week.cast.ada, week.cast.group, week.cast.ben_in_group, dov)
    week.post(week.cast.dov, f"/groups/{week.cast.group.id}/leave/", how="kept")
    week.answer(week.cast.ben, key)
    assert "Ben" in week.page(week.cast.ada, f"/plan/circles/{key}/")


def test_words_do_not_wait_for_who_was_taken_out_of_the_group(together: Any) -> None:
    together.answer(together.cast.dov, together.key)
    gone = "UPDATE groups_membership SET ended_at = now() WHERE id = %s"
    together.superuser.execute(gone, [together.dov_in_group])
    way = f"/plan/circles/{together.key}/words/"
    together.post(together.cast.ben, way, code="", words="The kettle is on.")
    words = together.superuser.execute("SELECT id FROM plans_circlewords WHERE code = ''").fetchone()[0]
    together.post(together.cast.ada, f"{way}{words}/yes/")
    found = together.superuser.execute("SELECT agreed_at IS NOT NULL FROM plans_circlewords WHERE id = %s", [words])
    assert found.fetchone() == (True,)


def test_a_circle_that_nobody_joined_goes_and_so_does_a_not_now(together: Any) -> None:
    together.answer(together.cast.dov, together.key, "not_now")
    alone = together.circle(together.cast.ada, together.cast.group, together.dov_in_group)

    def keep(days: int) -> int:
        """Let the rule run that many days after the last day on which somebody could say yes; return what was due."""
        made = "UPDATE plans_circle SET until = now() - %s * interval '1 day'"
        together.superuser.execute(made, [days])
        return int(together.superuser.execute("SELECT due FROM plans_keep_circles(true)").fetchone()[0])

    assert keep(59) == 0
    assert keep(61) == 2, "the circle of one, and the place of who said not now"
    found = together.superuser.execute("SELECT circle_id, answer FROM plans_circleplace").fetchall()
    assert found == [(together.key, "yes")] * 2 and alone != together.key
    assert keep(61) == 0 and "Ben" in seen(together, together.cast.ada)
