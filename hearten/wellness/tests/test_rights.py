"""What is kept for hard days is in one's copy, and goes with its person, in whatever way they leave."""

import json
from typing import Any
from uuid import uuid4

import pytest

from hearten.members import rights
from hearten.messages.tests.conftest import Pages, pages
from hearten.wellness.tests.test_company import call, has_room, pair

pytestmark = pytest.mark.django_db
__all__ = ["pages"]


def fill(pages: Pages) -> None:
    """Ben and Ada are company for each other; Ben has one of each thing."""
    cast = pages.cast
    pair(pages)
    has_room(cast.ada)
    has_room(cast.ben)
    call(cast.ben)
    ben = cast.ben.client
    ben.post("/you/hope/words/", {"what": "song", "words": "Canary song", "client_id": str(uuid4())})
    ben.post(f"/posts/{cast.reply.id}/hope/")
    cast.ada.client.post(f"/posts/{cast.post.id}/hope/")
    ben.post("/you/wellness-plan/edit/", {"well": "Canary humming"})
    ben.post("/you/signs/", {"every": "3"})
    ben.post("/you/setback/", {"now": "Canary tired", "client_id": str(uuid4())})
    from hearten.kernel.device import mark_of

    says = {"parts": {"well": "Canary other"}, "base": {"well": "something else"}}
    form = {"client_id": str(uuid4()), "mine": mark_of(cast.ben.id), "of": "wellness", "says": json.dumps(says)}
    assert ben.post("/you/on-this-device/changes/", form).json()["came"] == "both"


def left(superuser: Any, member: Any) -> dict[str, int]:
    tables = ["hope", "wellnessplan", "asking", "look", "setback", "change", "version", "room", "call", "asked"]
    found = {one: superuser.execute(f"SELECT count(*) FROM wellness_{one} WHERE member_id = %s", [member]).fetchone()[0]
             for one in tables}  # fmt: skip
    peers = "SELECT count(*) FROM wellness_peer WHERE %s IN (by_id, whom_id)"
    return found | {"peer": superuser.execute(peers, [member]).fetchone()[0]}


def test_a_copy_has_all_of_it_and_nobody_elses(pages: Pages, as_seat: Any, superuser: Any) -> None:
    fill(pages)
    assert min(count for table, count in left(superuser, pages.cast.ben.id).items() if table != "asked") >= 1
    with as_seat(pages.cast.ben) as seat:
        found = {one.name: one.read(seat) for one in rights.exported()}
    for words in ("Canary song", "Canary humming", "Canary tired", "Canary other", "I read this twice"):
        assert words in str(found), words
    for section in ("hope_shelf", "wellness_plan", "signs", "signs_every", "setbacks", "other_versions",
                    "device_changes", "company_people", "company_room", "company_calls"):  # fmt: skip
        assert found[section], section
    assert str(pages.cast.ada.id) not in str(found["company_people"])


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_leaving_for_good_takes_all_of_it(pages: Pages, own_keys: Any, superuser: Any, how: str) -> None:
    fill(pages)
    confirmed = pages.cast.ben.client.post("/you/confirm/", {"passphrase": pages.cast.ben.passphrase})
    assert confirmed.status_code == 302
    form = {"how": how, "when": "now", "sure": "on"}
    assert pages.cast.ben.client.post("/you/leave-for-good/", form).status_code == 302
    assert set(left(superuser, pages.cast.ben.id).values()) == {0}
    kept = superuser.execute("SELECT given_by FROM wellness_hope WHERE member_id = %s", [pages.cast.ada.id]).fetchall()
    assert kept == ([] if how == "erased" else [(None,)]), "words that stay, stay without a name"
