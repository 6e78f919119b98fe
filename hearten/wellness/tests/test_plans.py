"""The wellness plan, being asked about signs on one's own days, and what comes after a setback."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hearten.meetings.tests.planned import meet
from hearten.wellness.jobs import ask_signs

pytestmark = pytest.mark.django_db
__all__ = ["meet"]
PLAN = {"well": "I hum in the kitchen.", "signs": "I stop humming.", "signs_do": "I call my aunt.", "bad_do": "I sit."}


def page(person: Any, address: str) -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def looks(superuser: Any) -> list[Any]:
    return list(superuser.execute("SELECT id, due_at, told_at, answer FROM wellness_look ORDER BY due_at").fetchall())


def told(superuser: Any) -> int:
    sql = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.tell' AND args->>'kind' = 'signs'"
    return int(superuser.execute(sql).fetchone()[0])


def test_the_safety_plan_is_one_tap_away_from_every_page(cast: Any) -> None:
    foot = page(cast.ben, "/groups/").partition("</main>")[2]
    assert 'href="/you/safety-plan/"' in foot
    from django.test import Client

    assert (
        "/you/safety-plan/" not in page(type("Visitor", (), {"client": Client()}), "/help-now/").partition("</main>")[2]
    )


def test_a_plan_is_ones_own_and_sealed(cast: Any, superuser: Any) -> None:
    assert "Nothing here yet" in page(cast.ben, "/you/wellness-plan/")
    assert cast.ben.client.post("/you/wellness-plan/edit/", PLAN).status_code == 302
    assert PLAN["well"] in page(cast.ben, "/you/wellness-plan/")
    assert PLAN["well"] not in page(cast.ada, "/you/wellness-plan/")
    kept = str(superuser.execute("SELECT t::text FROM wellness_wellnessplan t").fetchall())
    assert PLAN["well"] not in kept and PLAN["well"].encode().hex() not in kept


def test_too_long_loses_no_word(cast: Any) -> None:
    answer = cast.ben.client.post("/you/wellness-plan/edit/", PLAN | {"daily": "x" * 2001})
    assert answer.status_code == 422
    assert PLAN["signs_do"] in answer.content.decode() and "x" * 2001 in answer.content.decode()


def test_signs_are_asked_once_and_the_plan_opens_where_it_fits(
    cast: Any, clock: Any, superuser: Any, as_worker: Any
) -> None:
    cast.ben.client.post("/you/wellness-plan/edit/", PLAN)
    assert [cast.ben.client.post("/you/signs/", {"every": "3"}).status_code for _time in range(2)] == [302, 302]
    assert len(looks(superuser)) == 1, "pressed twice, it is once"
    as_worker(ask_signs, timestamp=0, transactions=True)
    assert told(superuser) == 0
    clock.pass_(timedelta(days=3))
    for _run in range(2):
        as_worker(ask_signs, timestamp=0, transactions=True)
    assert told(superuser) == 1, "once, however often the worker begins anew"
    first, following = looks(superuser)
    assert following[1] - first[1] == timedelta(days=3)
    asked = f"/you/signs/{first[0]}/"
    assert cast.ben.client.post(asked, {}).status_code == 422
    assert cast.ben.client.post(asked, {"answer": "signs"}).status_code == 302
    opened = page(cast.ben, asked)
    assert PLAN["signs"] in opened and PLAN["signs_do"] in opened and PLAN["bad_do"] not in opened
    assert cast.ben.client.post(asked, {"answer": "well"}).status_code == 403
    assert cast.ben.client.post(f"/you/signs/{following[0]}/", {"answer": "well"}).status_code == 403


def test_when_it_is_bad_help_comes_before_anything_else(cast: Any, clock: Any, superuser: Any) -> None:
    cast.ben.client.post("/you/signs/", {"every": "1"})
    clock.pass_(timedelta(days=1))
    (look,) = looks(superuser)
    cast.ben.client.post(f"/you/signs/{look[0]}/", {"answer": "bad"})
    opened = page(cast.ben, f"/you/signs/{look[0]}/").partition("<main")[2]
    first = re.findall(r'href="([^"]+)"', opened)[:2]
    assert first == ["/help-now/", "/you/safety-plan/"]
    (kept,) = looks(superuser)
    assert isinstance(kept[3], bytes) and b"bad" not in kept[3], "how somebody is lies sealed"


@pytest.mark.parametrize(
    ("answer", "empty", "later"), [("rather_not", False, False), ("well", True, False), ("signs", True, True)]
)
def test_that_a_part_is_empty_is_said_only_where_one_would_open(
    cast: Any, clock: Any, superuser: Any, answer: str, empty: bool, later: bool
) -> None:
    cast.ben.client.post("/you/signs/", {"every": "1"})
    clock.pass_(timedelta(days=1))
    (look,) = looks(superuser)
    assert cast.ben.client.post(f"/you/signs/{look[0]}/", {"answer": answer}).status_code == 302
    opened = page(cast.ben, f"/you/signs/{look[0]}/")
    assert ("is empty so far" in opened) is empty
    assert ("On a better day" in opened) is later


def test_days_are_the_members_own_and_a_change_of_clocks_is_no_other_time_of_day(
    cast: Any, clock: Any, superuser: Any, as_worker: Any
) -> None:
    superuser.execute("SET TIME ZONE 'UTC'")
    sql = "SELECT wellness_next_look('2026-03-28 08:00+00', 1, 'Europe/Berlin', '2026-03-28 09:00+00')::text"
    assert superuser.execute(sql).fetchone()[0].startswith("2026-03-29 07:00")
    late = "SELECT wellness_next_look('2026-03-20 08:00+00', 3, 'Europe/Berlin', '2026-03-30 12:00+00')::text"
    assert superuser.execute(late).fetchone()[0].startswith("2026-04-01 07:00")


def test_asked_no_more_means_no_more(cast: Any, clock: Any, superuser: Any, as_worker: Any) -> None:
    cast.ben.client.post("/you/signs/", {"every": "2"})
    cast.ben.client.post("/you/signs/end/")
    clock.pass_(timedelta(days=5))
    as_worker(ask_signs, timestamp=0, transactions=True)
    assert looks(superuser) == [] and told(superuser) == 0


def said(person: Any, **words: Any) -> Any:
    return person.client.post("/you/setback/", {"client_id": str(uuid4()), **words})


def test_a_setback_is_said_without_blame_and_nothing_is_zeroed(cast: Any, superuser: Any) -> None:
    begun = page(cast.ben, "/you/setback/")
    assert "what you have done before stays done" in begun and 'href="/help-now/"' in begun.partition("<main")[2]
    for word in ("relapse", "fail", "streak", "why did"):
        assert word not in begun.lower().partition("<main")[2]
    answer = said(cast.ben, now="Tired.", helped="A shower and the radio.")
    assert answer.status_code == 302
    after = page(cast.ben, answer.url).partition("</main>")[0]
    for way in ("/you/hope/", "/you/company/", "/help-now/", "/you/safety-plan/", "after_setback=1", "/meetings/"):
        assert way in after, way
    assert "A shower and the radio." in page(cast.ben, "/you/setback/"), "what helped stands there the next time"
    kept = str(superuser.execute("SELECT t::text FROM wellness_setback t").fetchall())
    assert "Tired." not in kept and b"Tired.".hex() not in kept
    assert cast.ada.client.get(answer.url).status_code == 404


def test_a_setback_is_one_entry_of_ones_days_and_goes_with_it(cast: Any, superuser: Any) -> None:
    once = {"client_id": str(uuid4())}
    answer, _again = (said(cast.ben, now="Tired.", helped="A shower.", **once) for _time in range(2))
    assert superuser.execute("SELECT kind, count(*) FROM plans_entry GROUP BY 1").fetchall() == [("setback", 1)]
    (key,) = superuser.execute("SELECT id FROM plans_entry").fetchone()
    entry = page(cast.ben, f"/plan/days/{key}/")
    assert "Tired." in entry and "A shower." in entry
    assert cast.ben.client.post(f"{answer.url}removal/").status_code == 302
    assert superuser.execute("SELECT count(*) FROM plans_entry").fetchone() == (0,)


def test_what_may_help_now_has_today_in_it_and_a_way_to_show_it(meet: Any) -> None:
    ben, clock = meet.cast.ben, meet.clock
    meeting = meet.meeting(title="Evenings together")
    answer = said(ben, now="Tired.")
    assert "Evenings together" not in page(ben, answer.url), "it is on another day"
    clock.pass_(meet.start(meeting) - clock.now() - timedelta(minutes=30))
    after = page(ben, answer.url)
    assert after.index(f"/meetings/{meeting}/") < after.index("Meetings of")
    (key,) = meet.superuser.execute("SELECT id FROM plans_entry").fetchone()
    assert f'href="/plan/days/{key}/showing/"' in after
    meet.superuser.execute("DELETE FROM plans_entry")
    assert "Show it to somebody" not in page(ben, answer.url)


def test_it_is_written_beside_what_is_counted_where_that_is_wished(cast: Any, clock: Any, superuser: Any) -> None:
    assert 'name="beside"' not in page(cast.ben, "/you/setback/")
    form = {"words": "Days out of bed", "counts": "days", "client_id": str(uuid4())}
    first = (clock.now() - timedelta(days=9)).date().isoformat()
    assert cast.ben.client.post("/plan/milestones/begin/", form | {"first_day": first}).status_code == 302
    asked = re.findall(r'<input[^>]*name="beside"[^>]*>', page(cast.ben, "/you/setback/"))
    assert len(asked) == 1 and "checked" not in asked[0]
    said(cast.ben, now="Tired.")
    assert superuser.execute("SELECT what FROM plans_count").fetchall() == []
    said(cast.ben, now="Tired.", beside="yes")
    assert superuser.execute("SELECT what FROM plans_count").fetchall() == [("setback",)]


def test_what_is_removed_from_ones_days_leaves_no_words_of_it_elsewhere(cast: Any, superuser: Any) -> None:
    said(cast.ben, now="Another one.")
    said(cast.ben, now="Tired.")
    (key,) = superuser.execute("SELECT id FROM plans_entry ORDER BY at DESC").fetchone()
    assert 'href="/you/setback/"' in page(cast.ben, f"/plan/days/{key}/").partition("<main")[2]
    assert cast.ben.client.post(f"/plan/days/{key}/removal/").status_code == 302
    assert superuser.execute("SELECT count(*) FROM wellness_setback").fetchone() == (1,)
    kept = page(cast.ben, "/you/setbacks/")
    assert "Tired." not in kept and "Another one." in kept


@pytest.mark.parametrize("address", ["/plan/days/write/?kind=setback", "/plan/milestones/"])
def test_what_helps_after_a_setback_is_one_tap_away(cast: Any, address: str) -> None:
    assert 'href="/you/setback/"' in page(cast.ben, address).partition("<main")[2]


def test_nothing_at_all_can_be_said_and_twice_is_once(cast: Any, superuser: Any) -> None:
    once = {"client_id": str(uuid4())}
    first, again = said(cast.ben, **once), said(cast.ben, **once)
    assert first.status_code == 302 and first.url == again.url
    assert said(cast.ben, now="Other words.", **once).status_code == 403
    assert superuser.execute("SELECT count(*) FROM wellness_setback").fetchone() == (1,)
