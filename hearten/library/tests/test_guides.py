"""Guides: who keeps them, who reads them, how they change and how old they are."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearten.library.tests.guiding import GUIDE, group_guide, house_guide, page, rows


def test_a_guide_of_the_house_is_read_by_everybody_and_kept_by_the_staff(cast: Any) -> None:
    guide = house_guide(cast)
    for person in (cast.dov, cast.ben, cast.mo):
        assert "Ring the clinic" in page(person, guide)
    assert cast.mo.client.get(f"{guide}edit/").status_code == 200
    for person in (cast.ada, cast.dov):
        assert cast.ada.client.get(f"{guide}edit/").status_code == 404
        assert person.client.post("/guides/new/", GUIDE).status_code == 404
    assert "the people who run this place" in page(cast.dov, guide)


def test_staff_keep_a_guide_of_the_house_with_their_second_step_alone(cast: Any, superuser: Any) -> None:
    guide, resting = house_guide(cast), house_guide(cast, title="A resting guide")
    assert cast.odile.client.post(f"{resting}retirement/", {"reason": "The office closed."}).status_code == 302
    superuser.execute("DELETE FROM mfa_authenticator WHERE user_id = %s", [cast.odile.id])
    checked = {"on": datetime.now(UTC).date(), "found": "Still right."}
    for address, said in (
        ("/guides/new/", GUIDE), (f"{guide}edit/", GUIDE), (f"{guide}checks/", checked),
        (f"{guide}retirement/", {"reason": "It is old."}), (f"{resting}return/", {}),
    ):  # fmt: skip
        answer = cast.odile.client.post(address, said)
        assert answer.status_code == 403 and "Set up a passkey or an app first." in answer.content.decode(), address
    assert rows("Guide").count() == 2 and rows("GuideRetirement").count() == 1 and rows("GuideCheck").count() == 2
    assert "Ring the clinic" in page(cast.odile, guide), "reading needs no second step"


def test_a_guide_of_a_group_is_read_by_its_people_and_written_by_who_leads(cast: Any) -> None:
    assert cast.ben.client.post(f"/groups/{cast.group.id}/guides/new/", GUIDE).status_code == 404
    guide = group_guide(cast)
    assert "Ring the clinic" in page(cast.ben, guide)
    for person in (cast.cleo, cast.dov, cast.odile, cast.mo):
        assert person.client.get(guide).status_code == 404
        assert "first appointment" not in page(person, "/guides/").replace("A first appointment", "")
    assert "Getting a first appointment" in page(cast.ben, "/guides/")


def test_it_names_a_source_or_says_that_it_has_none(cast: Any) -> None:
    said = {**GUIDE, "sources": ""}
    answer = cast.odile.client.post("/guides/new/", said)
    assert answer.status_code == 422 and "people’s own ways" in answer.content.decode()
    assert "Three lines are enough." in answer.content.decode()
    assert "It has no other source." in page(cast.dov, house_guide(cast, sources="", own_ways="on"))


def test_adding_a_step_keeps_all_words(cast: Any) -> None:
    answer = cast.odile.client.post("/guides/new/", {**GUIDE, "title": "", "add": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 200 and "Three lines are enough." in shown and "Scotland" in shown
    assert shown.count('name="step_title"') == 3
    assert not rows("Guide").exists()


@pytest.mark.parametrize(
    ("titles", "words", "says"),
    [
        (["", ""], ["", ""], "at least one step"),
        (["Ring", ""], ["", ""], "only half"),
        (["Ring"] * 21, ["Do it."] * 21, "up to 20 steps"),
        (["x" * 91], ["Do it."], "too long"),
    ],
)
def test_what_is_wrong_with_steps_is_said(titles: list[str], words: list[str], says: str, cast: Any) -> None:
    steps = {"step_id": [""] * len(titles), "step_title": titles, "step_words": words}
    answer = cast.odile.client.post("/guides/new/", {**GUIDE, **steps})
    assert answer.status_code == 422 and says in answer.content.decode()


def test_a_change_keeps_what_it_said_before_and_the_keys_of_its_steps(cast: Any) -> None:
    guide = group_guide(cast)
    before = {row.title: row.id for row in rows("GuideStep")}
    form = page(cast.ada, f"{guide}edit/")
    keys = re.findall(r'name="step_id" value="([^"]*)"', form)
    changed = {"step_id": [keys[1], ""], "step_title": ["Write it", "Go"], "step_words": ["Short.", "Take somebody."]}
    assert cast.ada.client.post(f"{guide}edit/", {**GUIDE, **changed}).status_code == 302
    after = {row.title: (row.id, row.place) for row in rows("GuideStep")}
    assert after["Write it"] == (before["Write down what you need"], 1) and after["Go"][1] == 2 and len(after) == 2
    shown = page(cast.ben, f"{guide}history/")
    assert "Ring the clinic" in shown and "version 2" in shown
    keys = [str(after[title][0]) for title in changed["step_title"]]
    assert cast.ada.client.post(f"{guide}edit/", {**GUIDE, **changed, "step_id": keys})
    assert rows("GuideVersion").count() == 1, "nothing changed, so nothing is kept twice"


def test_a_step_of_another_guide_is_not_taken_along(cast: Any) -> None:
    mine, other = group_guide(cast), house_guide(cast)
    key = str(rows("GuideStep", group=None).first().id)
    said = {**GUIDE, "step_id": [key], "step_title": ["Mine"], "step_words": ["Mine."]}
    assert cast.ada.client.post(f"{mine}edit/", said).status_code == 302
    assert "Ring the clinic" in page(cast.dov, other)


def test_checks_are_kept_and_a_year_without_one_is_said(cast: Any, clock: Any) -> None:
    guide = group_guide(cast)
    assert "Not checked lately" not in page(cast.ben, guide)
    clock.pass_(timedelta(days=366))
    assert "Not checked lately (last on" in page(cast.ben, guide)
    assert "not checked lately" in page(cast.ben, "/guides/")
    today = clock.now().date()
    tomorrow = cast.ada.client.post(f"{guide}checks/", {"on": today + timedelta(days=1), "found": "Still right."})
    assert tomorrow.status_code == 422 and "Still right." in tomorrow.content.decode()
    assert cast.ben.client.post(f"{guide}checks/", {"on": today}).status_code == 404
    assert cast.ada.client.post(f"{guide}checks/", {"on": today, "found": "Still right."}).status_code == 302
    assert "Not checked lately" not in page(cast.ben, guide)
    assert "Still right." in page(cast.ben, f"{guide}history/") and rows("GuideCheck").count() == 2


def test_whoever_keeps_it_is_asked_once_a_year(cast: Any, as_worker: Any, superuser: Any) -> None:
    from hearten.library.telling_guides import guides_unchecked

    mine, houses = group_guide(cast), house_guide(cast)
    superuser.execute("DELETE FROM procrastinate_jobs")
    asked = "SELECT args ->> 'about' FROM procrastinate_jobs WHERE args ->> 'kind' = 'guide_check'"
    as_worker(lambda: guides_unchecked(0), transactions=True)
    assert superuser.execute(asked).fetchall() == []
    superuser.execute('UPDATE library_guidecheck SET "on" = "on" - 366')
    for _twice in range(2):
        as_worker(lambda: guides_unchecked(0), transactions=True)
    about = [one for (one,) in superuser.execute(asked).fetchall()]
    assert sorted(about) == sorted(str(row.id) for row in rows("GuideCheck"))
    found = {mine: {cast.ada.id}, houses: {cast.mo.id, cast.odile.id}}
    for check in about:
        concerned: set[Any] = set()
        as_worker(lambda one=check, into=concerned: into.update(_concerned(one)))
        guide = cast.ada.client.get(f"/guide-checks/{check}/")["Location"].removesuffix("checks/")
        assert concerned == found[guide]


def _concerned(check: str) -> set[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT library_whom_a_check_concerns(%s)", [check])
        return {row[0] for row in cursor.fetchall()}


def test_a_guide_is_handed_over_to_somebody_who_leads(cast: Any, superuser: Any) -> None:
    guide = group_guide(cast)
    refused = cast.ada.client.post(f"{guide}owner/", {"person": cast.ben_in_group.id})
    assert refused.status_code == 403 and "Choose somebody who leads" in refused.content.decode()
    superuser.execute("UPDATE groups_membership SET role = 'co_facilitator' WHERE id = %s", [cast.ben_in_group.id])
    assert cast.ada.client.post(f"{guide}owner/", {"person": cast.ben_in_group.id}).status_code == 302
    told = "SELECT count(*) FROM procrastinate_jobs WHERE args ->> 'kind' = 'guide_owner'"
    assert superuser.execute(told).fetchone() == (1,)
    assert rows("Guide").get().owner_id == cast.ben_in_group.id
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [cast.ben_in_group.id])
    assert "nobody at the moment" in page(cast.ada, guide)


def test_a_retired_guide_leaves_the_list_says_why_and_comes_back(cast: Any) -> None:
    guide = group_guide(cast)
    assert cast.ada.client.post(f"{guide}retirement/", {"reason": ""}).status_code == 422
    assert cast.ada.client.post(f"{guide}retirement/", {"reason": "The office closed."}).status_code == 302
    assert "Getting a first appointment" not in page(cast.ben, "/guides/")
    assert "The office closed." in page(cast.ben, guide)
    assert cast.ada.client.post(f"{guide}edit/", GUIDE).status_code == 403
    assert cast.ben.client.post(f"{guide}return/").status_code == 404
    assert cast.ada.client.post(f"{guide}return/").status_code == 302
    assert "Getting a first appointment" in page(cast.ben, "/guides/")


def test_filters_find_by_topic_region_and_language(cast: Any) -> None:
    house_guide(cast)
    house_guide(cast, title="Anywhere at all", regions="", topic="speaking_up", about="complaint", language="de")
    assert "Anywhere at all" in page(cast.dov, "/guides/?region=scot")
    assert "Getting a first appointment" in page(cast.dov, "/guides/?region=scot")
    assert "Getting a first appointment" not in page(cast.dov, "/guides/?region=Colorado")
    assert "Anywhere at all" not in page(cast.dov, "/guides/?topic=systems")
    assert "Getting a first appointment" not in page(cast.dov, "/guides/?language=de&about=complaint")
    assert "No guide fits that yet" in page(cast.dov, "/guides/?topic=nonsense")


def test_the_day_of_a_check_is_a_day_that_was(cast: Any) -> None:
    guide = house_guide(cast)
    for day in ("1999-01-01", "yesterday", ""):
        assert cast.odile.client.post(f"{guide}checks/", {"on": day}).status_code == 422
    assert datetime.now(UTC).date() == rows("Guide").get().checked_on
