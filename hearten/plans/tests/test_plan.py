"""My plan: checking off, days that were, changing how often, pausing, ending, and what one tries."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from hearten.kernel.pages import day_text
from hearten.plans.doing.rules import Away, Rhythm, is_due, may_mark, state_on
from hearten.plans.tests.weeks import WALK, WHY, Week, week

pytestmark = pytest.mark.django_db
__all__ = ["week"]
MONDAY = date(2027, 3, 1)


def rhythm(often: str, **more: Any) -> Rhythm:
    said = {"from_day": MONDAY, "often": often, "weekdays": [], "number": 1, "on_day": None, **more}
    return Rhythm(**said)


@pytest.mark.parametrize(
    ("held", "due"),
    [
        (rhythm("daily"), [0, 1, 2, 3, 4, 5, 6]),
        (rhythm("weekdays", weekdays=[1, 5]), [0, 4]),
        (rhythm("every", number=3), [0, 3, 6]),
        (rhythm("once", on_day=MONDAY + timedelta(days=2)), [2]),
        (rhythm("weekly", number=2), []),
    ],
)
def test_which_days_are_its_days(held: Rhythm, due: list[int]) -> None:
    assert [more for more in range(7) if is_due([held], [], MONDAY + timedelta(days=more))] == due


def test_another_rhythm_never_says_anything_else_about_yesterday() -> None:
    held = [rhythm("daily"), rhythm("weekdays", weekdays=[7], from_day=MONDAY + timedelta(days=3))]
    assert [is_due(held, [], MONDAY + timedelta(days=more)) for more in range(4)] == [True, True, True, False]


def test_a_pause_takes_days_out_and_no_more() -> None:
    rests = [Away(MONDAY + timedelta(days=1), MONDAY + timedelta(days=3))]
    days = [state_on([rhythm("daily")], rests, {}, MONDAY + timedelta(days=more)) for more in range(4)]
    assert days == ["open", "", "", "open"]


def test_a_number_of_times_in_a_week_is_open_until_it_is_reached() -> None:
    held, done = [rhythm("weekly", number=2)], {MONDAY: "done", MONDAY + timedelta(days=1): "done"}
    assert state_on(held, [], {MONDAY: "done"}, MONDAY + timedelta(days=1)) == "open"
    assert state_on(held, [], done, MONDAY + timedelta(days=2)) == ""
    assert state_on(held, [], done, MONDAY) == "done"
    assert state_on(held, [], done, MONDAY + timedelta(days=7)) == "open"


@pytest.mark.parametrize(("back", "may"), [(0, True), (7, True), (8, False), (-1, False)])
def test_a_day_can_be_written_down_for_a_week(back: int, may: bool) -> None:
    assert bool(may_mark(MONDAY - timedelta(days=back), MONDAY, MONDAY - timedelta(days=30))) is may


def test_a_thing_is_in_the_plan_sealed_and_nobody_elses(week: Week) -> None:
    week.begin(week.cast.ben)
    shown = week.page(week.cast.ben)
    assert WALK in shown and "every day" in shown
    assert WALK not in week.page(week.cast.ada)
    kept = str(week.superuser.execute("SELECT t::text FROM plans_commitment t").fetchall())
    assert all(text not in kept for text in (WALK, WHY, WALK.encode().hex(), WHY.encode().hex()))


def test_a_tap_checks_off_and_another_takes_it_back(week: Week) -> None:
    walk = week.begin(week.cast.ben)
    for _press in range(2):
        week.mark(week.cast.ben, walk)
    assert week.count("plans_mark") == 1
    assert "Take back" in week.page(week.cast.ben) and "Not today" not in week.page(week.cast.ben)
    for _press in range(2):
        week.mark(week.cast.ben, walk, "undone")
    assert week.count("plans_mark") == 0
    week.mark(week.cast.ben, walk, "not-today")
    assert "Not today. That is all right." in week.page(week.cast.ben)
    week.mark(week.cast.ben, walk)
    assert week.superuser.execute("SELECT state FROM plans_mark").fetchall() == [("done",)]


def test_a_tap_of_a_device_without_a_network_keeps_its_day(week: Week) -> None:
    walk = week.begin(week.cast.ben)
    monday = week.today
    week.next_day(3)
    week.mark(week.cast.ben, walk, day=monday)
    assert week.superuser.execute("SELECT day FROM plans_mark").fetchall() == [(monday,)]
    week.next_day(5)
    week.mark(week.cast.ben, walk, day=monday, status=403)
    week.mark(week.cast.ben, walk, day=week.today + timedelta(days=1), status=403)
    week.mark(week.cast.ben, walk, day=monday - timedelta(days=1), status=403)
    assert week.count("plans_mark") == 1


def test_changed_today_yesterday_stays(week: Week) -> None:
    walk = week.begin(week.cast.ben)
    monday = week.today
    week.next_day(2)
    said = {"often": "weekdays", "weekdays": [str(week.today.isoweekday() % 7 + 1)]}
    for _press in range(2):
        week.post(week.cast.ben, f"/plan/things/{walk}/rhythm/", **said)
    assert week.count("plans_cadence") == 2
    shown = week.page(week.cast.ben, f"/plan/things/{walk}/")
    assert day_text(monday) in shown and day_text(monday + timedelta(days=1)) in shown
    assert WALK in week.page(week.cast.ben).split("On other days")[1]


def test_paused_it_waits_and_ended_it_stays_to_be_read(week: Week) -> None:
    walk = week.begin(week.cast.ben)
    week.mark(week.cast.ben, walk)
    for way in ("pause", "pause", "going-on", "pause", "end", "end"):
        week.post(week.cast.ben, f"/plan/things/{walk}/{way}/")
    assert WALK in week.page(week.cast.ben).split("Before")[1]
    assert "Done on 1 day so far." in week.page(week.cast.ben, f"/plan/things/{walk}/")
    week.post(week.cast.ben, f"/plan/things/{walk}/going-on/")
    week.next_day()
    assert WALK in week.page(week.cast.ben).split("Add something")[0]
    week.post(week.cast.ben, f"/plan/things/{walk}/removal/")
    assert [week.count(f"plans_{table}") for table in ("commitment", "mark", "rest", "cadence")] == [0, 0, 0, 0]


def test_sent_twice_it_is_one_and_other_words_are_told(week: Week) -> None:
    said = {"words": WALK, "often": "daily", "client_id": str(uuid4())}
    for _press in range(2):
        week.post(week.cast.ben, "/plan/begin/", **said)
    assert week.count("plans_commitment") == 1
    week.post(week.cast.ben, "/plan/begin/", 403, **said | {"words": "Something else."})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"words": ""}, "Write what you would like to do."),
        ({"often": "weekdays"}, "Choose at least one day of the week."),
        ({"often": "every"}, "Choose every how many days."),
        ({"often": "weekly"}, "Choose how many times in a week."),
        ({"often": "once", "on_day": "2001-01-01"}, "Give the day"),
        ({"often": "once", "on_day": "soon"}, "year-month-day"),
    ],
)
def test_what_is_missing_is_said_and_no_word_is_lost(week: Week, said: dict[str, str], told: str) -> None:
    good = {"words": WALK, "why": WHY, "often": "daily", "client_id": str(uuid4())}
    answer = week.post(week.cast.ben, "/plan/begin/", 422, **good | said)
    assert told in answer.content.decode() and WHY in answer.content.decode()


def test_an_address_carries_no_first_words(week: Week) -> None:
    page = week.cast.ben.client.get("/plan/begin/?words=Call+the+clinic&from=nothing:here").content.decode()
    assert "Call the clinic" not in page and week.count("plans_commitment") == 0


def test_what_one_tries_is_in_the_plan_until_one_stops(week: Week) -> None:
    from hearten.library.models import Trying
    from hearten.library.tests.tries import TITLE, card

    made = card(week.cast.group, week.cast.ada_in_group, week.clock.now())
    for _press in range(2):
        week.post(week.cast.ben, f"/cards/{made.id}/trying/", words=WHY)
    assert week.count("plans_commitment") == 1 and TITLE in week.page(week.cast.ben)
    week.superuser.execute("UPDATE library_card SET title = ''")
    assert TITLE in week.page(week.cast.ben), "it is their own copy"
    trying = Trying.objects.using("keeper").get(member_id=week.cast.ben.id)
    week.post(week.cast.ben, f"/trying/{trying.id}/end/", how="stopped")
    assert TITLE not in week.page(week.cast.ben).split("Add something")[0]
    week.superuser.execute("DELETE FROM library_checkback")
    week.superuser.execute("DELETE FROM library_trying")
    assert TITLE not in week.page(week.cast.ben).split("Add something")[0], "a year later the trying is gone"


def test_the_first_page_shows_today_and_leads_back(week: Week) -> None:
    walk = week.begin(week.cast.ben)
    assert "Today, for you" in week.page(week.cast.ben, "/") and WALK in week.page(week.cast.ben, "/")
    answer = week.post(week.cast.ben, f"/plan/things/{walk}/done/", day=week.today.isoformat(), then="home")
    assert answer["Location"] == "/"


def test_days_are_those_of_ones_own_zone(week: Week) -> None:
    walk = week.begin(week.cast.ben)
    said = {"language": "en", "country": "", "zone": "Pacific/Auckland"}
    week.clock.set(week.clock.now().replace(hour=13))
    week.post(week.cast.ben, "/you/language-and-place/", **said)
    week.post(week.cast.ben, f"/plan/things/{walk}/done/")
    kept = week.superuser.execute("SELECT day FROM plans_mark").fetchone()[0]
    assert kept == week.today + timedelta(days=1), "it is tomorrow there already"
    week.post(week.cast.ben, "/you/language-and-place/", **said | {"zone": "UTC"})
    assert week.superuser.execute("SELECT day FROM plans_mark").fetchone()[0] == kept
