"""A break: hidden and told nothing, and nobody knows; one tap, and one is back."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hearten.notices.jobs import write_down

pytestmark = pytest.mark.django_db


def on_break(person: Any, length: str = "open") -> None:
    assert person.client.post("/you/break/", {"length": length}).status_code == 302


def told(superuser: Any, person: Any) -> int:
    return superuser.execute("SELECT count(*) FROM notices_notice WHERE member_id = %s", [person.id]).fetchone()[0]


def tell(as_worker: Any, person: Any, kind: str = "agreement_changed") -> None:
    as_worker(write_down.now, kind=kind, about=str(uuid4()), members=[str(person.id)], group="")


def test_somebody_on_a_break_is_told_nothing_until_they_are_back(cast: Any, as_worker: Any, superuser: Any) -> None:
    on_break(cast.ben)
    tell(as_worker, cast.ben)
    tell(as_worker, cast.ada)
    assert (told(superuser, cast.ben), told(superuser, cast.ada)) == (0, 1)
    cast.ben.client.post("/you/break/end/")
    tell(as_worker, cast.ben)
    assert told(superuser, cast.ben) == 1


def test_that_staff_looked_is_told_all_the_same(cast: Any, as_worker: Any, superuser: Any) -> None:
    on_break(cast.ben)
    tell(as_worker, cast.ben, kind="staff_read")
    assert told(superuser, cast.ben) == 1


def test_who_leads_is_not_in_the_list_of_people_while_away(cast: Any) -> None:
    assert "<h3>Ada" in cast.ben.client.get(f"/groups/{cast.group.id}/about/").content.decode()
    on_break(cast.ada)
    page = cast.ben.client.get(f"/groups/{cast.group.id}/about/").content.decode()
    assert "<h3>Ada" not in page and "is here at the moment" in page
    assert "I read this twice." in cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "Ada" in cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()


def test_nobody_asks_them_to_practise(coached: Any) -> None:
    cast = coached
    address, form = f"/groups/{cast.group.id}/lead/practice/", {
        "person": str(cast.ben_in_group.id), "practice": "first-replies"}  # fmt: skip
    on_break(cast.ben)
    assert str(cast.ben_in_group.id) not in cast.ada.client.get(address).content.decode()
    assert cast.ada.client.post(address, form).status_code == 404
    cast.ben.client.post("/you/break/end/")
    assert cast.ada.client.post(address, form).status_code == 302


def test_at_the_next_sign_in_one_tap_ends_it(cast: Any, superuser: Any) -> None:
    from django.test import Client

    on_break(cast.dov)
    browser = Client()
    browser.post("/sign-in/", {"name": "Dov", "passphrase": cast.dov.passphrase})
    page = browser.get("/").content.decode()
    assert "You are on a break" in page and 'action="/you/break/end/"' in page
    assert "Nobody was told" in browser.post("/you/break/end/", follow=True).content.decode()
    assert "You are on a break" not in browser.get("/").content.decode()
    assert superuser.execute("SELECT ended_at IS NOT NULL FROM members_break").fetchone() == (True,)


def test_a_break_of_a_week_ends_by_itself(cast: Any, superuser: Any, clock: Any, as_worker: Any) -> None:
    on_break(cast.ben, "week")
    tell(as_worker, cast.ben)
    assert told(superuser, cast.ben) == 0
    superuser.execute("UPDATE members_break SET until = current_date")
    tell(as_worker, cast.ben)
    assert told(superuser, cast.ben) == 1
    clock.pass_(timedelta(days=8))
    assert "You are on a break" not in cast.ben.client.get("/you/break/").content.decode()


def test_one_break_at_a_time_and_the_newest_counts(cast: Any, superuser: Any) -> None:
    on_break(cast.ben, "week")
    on_break(cast.ben, "month")
    assert superuser.execute("SELECT count(*) FROM members_break WHERE ended_at IS NULL").fetchone() == (1,)
    answer = cast.ben.client.post("/you/break/", {"length": "for ever"})
    assert answer.status_code == 422 and "Choose one of these." in answer.content.decode()


def test_nobody_else_can_tell(cast: Any, as_seat: Any) -> None:
    from hearten.members.models import Break

    on_break(cast.ben)
    for other in (cast.ada, cast.mo, cast.odile):
        with as_seat(other) as seat:
            assert not seat.glance(Break).exists()
    page = cast.ada.client.get(f"/groups/{cast.group.id}/lead/people/").content.decode()
    assert "Ben" in page and "break" not in page.casefold()
