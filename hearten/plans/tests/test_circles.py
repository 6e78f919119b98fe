"""Circles: asking and answering, what is seen and what never is, the agreed words, leaving, keeping apart."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from hearten.kernel.pages import day_text
from hearten.moderation.tests.conftest import joined
from hearten.plans.tests.weeks import WHY, Week, week

pytestmark = pytest.mark.django_db
__all__ = ["week"]


@pytest.fixture
def together(week: Week) -> Any:
    """Ada, Ben and Dov are in "low days"; Ada asked both, and Ben said yes."""
    week.dov_in_group = joined(week.cast, week.cast.dov, week.cast.group)
    week.key = week.circle(week.cast.ada, week.cast.group, week.cast.ben_in_group, week.dov_in_group)
    week.answer(week.cast.ben, week.key)
    return week


def seen(week: Any, who: Any) -> str:
    """Return the circle's page without a sentence that is said once."""
    week.page(who, "/plan/circles/")
    return week.page(who, f"/plan/circles/{week.key}/")


def apart(week: Any, by: Any, whom: Any, kind: str) -> None:
    from hearten.library.tests.tries import keep
    from hearten.members.models import Distance

    said = {"kind": kind, "membership_id": uuid4(), "chosen_name": "x", "made_at": week.clock.now()}
    keep(Distance, by_id=by.id, whom_id=whom.id, **said)


def test_it_begins_with_a_yes_and_shows_nothing_by_itself(together: Any) -> None:
    walk = together.begin(together.cast.ben)
    together.mark(together.cast.ben, walk)
    shown = seen(together, together.cast.ada)
    assert "Ben" in shown and "Nothing to see here now." in shown and "Go out" not in shown


def test_whoever_is_asked_is_told_once_and_sees_who_else_would_be_in_it(together: Any) -> None:
    together.jobs_run()
    assert together.news(together.cast.dov) == ["circle_asked"]
    asked = together.page(together.cast.dov, f"/plan/circles/{together.key}/")
    assert "Ada" in asked and "Ben" in asked and "Thinking of you." in asked
    together.answer(together.cast.dov, together.key)
    together.answer(together.cast.dov, together.key)
    assert "Dov" in seen(together, together.cast.ada)


def test_not_now_looks_like_no_answer_and_stays_that_way_for_sixty_days(together: Any) -> None:
    before = seen(together, together.cast.ada)
    together.answer(together.cast.dov, together.key, "not_now")
    assert seen(together, together.cast.ada) == before
    assert together.cast.dov.client.get(f"/plan/circles/{together.key}/").status_code == 404
    together.jobs_run()
    again = together.circle(together.cast.ada, together.cast.group, together.dov_in_group)
    together.jobs_run()
    assert "Asked: Dov." in together.page(together.cast.ada, f"/plan/circles/{again}/"), "to her it is as it was"
    assert together.cast.dov.client.get(f"/plan/circles/{again}/answer/").status_code == 404
    together.next_day(61)
    third = together.circle(together.cast.ada, together.cast.group, together.dov_in_group)
    together.answer(together.cast.dov, third)


@pytest.mark.parametrize("kind", ["block", "mute"])
@pytest.mark.parametrize("who_began", ["asker", "asked"])
def test_nobody_is_asked_by_whom_they_keep_away_from_and_nobody_learns_it(
    week: Week, kind: str, who_began: str
) -> None:
    dov = joined(week.cast, week.cast.dov, week.cast.group)
    pair = (week.cast.ben, week.cast.dov) if who_began == "asker" else (week.cast.dov, week.cast.ben)
    apart(week, *pair, kind)
    key = week.circle(week.cast.ben, week.cast.group, dov)
    week.jobs_run()
    assert week.news(week.cast.dov) == []
    assert week.cast.dov.client.get(f"/plan/circles/{key}/answer/").status_code == 404
    assert week.page(week.cast.dov, "/plan/circles/").count("Ben") == 0


def test_only_what_was_chosen_from_the_day_it_was_chosen_on(together: Any) -> None:
    walk = together.begin(together.cast.ben)
    first = together.today
    together.mark(together.cast.ben, walk)
    together.next_day()
    together.show(together.cast.ben, together.key, walk)
    together.mark(together.cast.ben, walk, day=first)
    together.mark(together.cast.ben, walk)
    shown = seen(together, together.cast.ada)
    assert "A walk" in shown and "Today : done" in shown.replace("Today:", "Today :")
    assert day_text(first, near=True) not in shown, "choosing never uncovers a day before"
    assert "Go out" not in shown and WHY not in shown, "neither its own words nor why"
    together.show(together.cast.ben, together.key, walk, level="", called="")
    assert "A walk" not in seen(together, together.cast.ada)


def test_only_done_is_only_done(together: Any) -> None:
    walk = together.begin(together.cast.ben)
    together.show(together.cast.ben, together.key, walk, "done")
    together.next_day(2)
    assert "not yet" not in seen(together, together.cast.ada) and "Say" not in seen(together, together.cast.ada)
    together.mark(together.cast.ben, walk)
    assert "done" in seen(together, together.cast.ada)


def test_not_today_is_not_yet_to_others(together: Any) -> None:
    walk = together.begin(together.cast.ben)
    together.show(together.cast.ben, together.key, walk)
    open_page = seen(together, together.cast.ada)
    together.mark(together.cast.ben, walk, "not-today")
    assert seen(together, together.cast.ada) == open_page and "not yet" in open_page


def test_who_comes_later_sees_nothing_from_before(together: Any) -> None:
    walk = together.begin(together.cast.ben)
    together.show(together.cast.ben, together.key, walk)
    first = together.today
    together.mark(together.cast.ben, walk)
    together.next_day(2)
    together.answer(together.cast.dov, together.key)
    assert day_text(first, near=True) in seen(together, together.cast.ada)
    later = seen(together, together.cast.dov)
    assert "A walk" in later and day_text(first, near=True) not in later


def missed(week: Any) -> UUID:
    walk: UUID = week.begin(week.cast.ben)
    week.show(week.cast.ben, week.key, walk)
    week.next_day()
    return walk


def test_the_agreed_words_are_said_once_a_day_when_something_was_missed(together: Any) -> None:
    walk = missed(together)
    assert "Say “Thinking of you.”" in seen(together, together.cast.ada)
    way = f"/plan/circles/{together.key}/saying/{together.cast.ben_in_group.id}/"
    together.jobs_run()
    for _press in range(2):
        together.post(together.cast.ada, way)
    together.jobs_run()
    assert together.count("plans_circlenote") == 1 and together.news(together.cast.ben)[-1:] == ["circle_said"]
    assert "Thinking of you." in seen(together, together.cast.ben).split("You, as they see you")[0]
    yesterday = together.today - timedelta(days=1)
    together.mark(together.cast.ben, walk, day=yesterday)
    assert "Say “" not in seen(together, together.cast.ada)
    together.post(together.cast.ada, way, 403)


def test_other_words_hold_when_everybody_agrees(together: Any) -> None:
    missed(together)
    together.answer(together.cast.dov, together.key)
    way = f"/plan/circles/{together.key}/words/"
    for _press in range(2):
        together.post(together.cast.ben, way, code="", words="The kettle is on.")
    assert together.count("plans_circlewords") == 2
    assert "Say “Thinking of you.”" in seen(together, together.cast.ada)
    words = together.superuser.execute("SELECT id FROM plans_circlewords WHERE code = ''").fetchone()[0]
    together.post(together.cast.ada, f"{way}{words}/yes/")
    assert "Say “Thinking of you.”" in seen(together, together.cast.ada), "Dov has not agreed yet"
    together.post(together.cast.dov, f"{way}{words}/yes/")
    assert "Say “The kettle is on.”" in seen(together, together.cast.ada)
    kept = str(together.superuser.execute("SELECT t::text FROM plans_circlewords t").fetchall())
    assert "kettle" not in kept and b"kettle".hex() not in kept


def test_own_words_are_read_for_danger(together: Any) -> None:
    together.superuser.execute("DELETE FROM procrastinate_jobs")
    together.post(together.cast.ben, f"/plan/circles/{together.key}/words/", code="", words="The kettle is on.")
    walk = together.begin(together.cast.ben)
    together.show(together.cast.ben, together.key, walk)
    found = together.superuser.execute("SELECT args->>'kind' FROM procrastinate_jobs WHERE task_name = 'safety.read'")
    assert sorted(kind for (kind,) in found.fetchall()) == ["circleshow", "circlewords"]


def test_leaving_is_silent_and_takes_what_one_showed(together: Any) -> None:
    together.answer(together.cast.dov, together.key)
    missed(together)
    together.jobs_run()
    together.post(together.cast.ben, f"/plan/circles/{together.key}/leaving/")
    together.jobs_run()
    assert "Ben" not in seen(together, together.cast.ada) and "A walk" not in seen(together, together.cast.ada)
    assert together.news(together.cast.ada) == [] and together.count("plans_circleshow") == 0
    together.post(together.cast.ben, f"/plan/circles/{together.key}/leaving/", 404)


def test_a_circle_of_one_ends_quietly(together: Any) -> None:
    together.post(together.cast.ben, f"/plan/circles/{together.key}/leaving/")
    assert together.cast.ada.client.get(f"/plan/circles/{together.key}/").status_code == 404
    assert "You are in no circle." in together.page(together.cast.ada, "/plan/circles/")
    assert together.cast.dov.client.get(f"/plan/circles/{together.key}/answer/").status_code == 404


@pytest.mark.parametrize("kind", ["block", "mute"])
def test_a_distance_looks_like_leaving(together: Any, kind: str) -> None:
    """Ben keeps away from Dov. To Ben, Dov is not there; to Dov, Ben is not there where he blocked him."""
    together.answer(together.cast.dov, together.key)
    missed(together)
    apart(together, together.cast.ben, together.cast.dov, kind)
    assert "Dov" not in seen(together, together.cast.ben)
    assert ("A walk" in seen(together, together.cast.dov)) is (kind == "mute")
    assert "A walk" in seen(together, together.cast.ada) and "Dov" in seen(together, together.cast.ada)
    way = f"/plan/circles/{together.key}/saying/{together.cast.ben_in_group.id}/"
    together.post(together.cast.dov, way, 302 if kind == "mute" else 404)
    together.jobs_run()
    assert "circle_said" not in together.news(together.cast.ben)
    assert "Thinking of you." not in seen(together, together.cast.ben).split("You, as they see you")[0]


def test_a_break_changes_nothing_that_others_see(together: Any) -> None:
    missed(together)
    before = seen(together, together.cast.ada)
    together.post(together.cast.ben, "/you/break/", length="week")
    assert seen(together, together.cast.ada) == before


def test_whoever_leaves_the_group_leaves_its_circles(together: Any) -> None:
    missed(together)
    together.answer(together.cast.dov, together.key)
    together.post(together.cast.ben, f"/groups/{together.cast.group.id}/leave/", how="kept")
    assert "Ben" not in seen(together, together.cast.ada)
    assert together.cast.ben.client.get(f"/plan/circles/{together.key}/").status_code == 404


def test_three_circles_a_week_and_no_more(week: Week) -> None:
    for _number in range(3):
        week.circle(week.cast.ada, week.cast.group, week.cast.ben_in_group)
    said = {"client_id": str(uuid4()), "code": "here", "people": [str(week.cast.ben_in_group.id)]}
    answer = week.post(week.cast.ada, f"/groups/{week.cast.group.id}/circles/begin/", 403, **said)
    assert "three circles" in answer.content.decode()


def test_pressed_twice_it_is_one_circle(week: Week) -> None:
    said = {"client_id": str(uuid4()), "code": "here", "people": [str(week.cast.ben_in_group.id)]}
    for _press in range(2):
        week.post(week.cast.ada, f"/groups/{week.cast.group.id}/circles/begin/", **said)
    assert week.count("plans_circle") == 1
    week.post(week.cast.ada, f"/groups/{week.cast.group.id}/circles/begin/", 422, **said | {"people": []})


def test_an_answer_that_comes_too_late_is_no_answer(together: Any) -> None:
    together.next_day(15)
    together.answer(together.cast.dov, together.key, "yes", 403)
    assert "Dov" not in seen(together, together.cast.ada)
