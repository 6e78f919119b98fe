"""An offer is its member's alone: sealed, in their copy, gone with their place, and forgotten with them."""

from typing import Any

import pytest

from hearten.offers.models import Offer
from hearten.offers.tests.conftest import offer, page, rows
from tests.people import seated
from tests.rights.test_export import ask, fetched

pytestmark = pytest.mark.django_db


def test_only_who_helps_can_say_something_and_only_for_their_groups(helping: Any) -> None:
    assert offer(helping.ada, helping.group).status_code == 302
    assert offer(helping.cleo, helping.group).status_code == 302
    for person, group in (
        (helping.ben, helping.group),
        (helping.dov, helping.group),
        (helping.ada, helping.other_group),
    ):
        assert offer(person, group).status_code == 404
    assert helping.dov.client.post("/you/offers/time/").status_code == 404
    assert "You do not help people who wait at present" in page(helping.dov, "/you/offers/")


def test_nobody_else_reads_a_row(helping: Any) -> None:
    offer(helping.ada, helping.group)
    for person in (helping.ben, helping.cleo, helping.dov, helping.mo, helping.odile):
        with seated(person) as seat:
            assert not seat.glance(Offer).exists()
    with seated(helping.ada) as seat:
        assert seat.glance(Offer).count() == 1


def test_what_was_lived_through_is_nowhere_in_the_clear(helping: Any, superuser: Any) -> None:
    offer(helping.ada, helping.group)
    said, whole = superuser.execute("SELECT o.said, o::text FROM offers_offer o").fetchone()
    assert not [word for word in ("nights", "listen", "low days") if word.encode() in bytes(said) or word in whole]
    shown = page(helping.ada, "/you/offers/")
    assert "Nights and sleep, low days" in shown and "Listen, Welcome people who are new" in shown


def test_everything_can_be_left_empty_and_what_nobody_knows_is_left_out(helping: Any) -> None:
    assert helping.ada.client.post(f"/you/offers/{helping.group.id}/", {}).status_code == 302
    assert "Up to 3 conversations in a day, 10 in a week." in page(helping.ada, "/you/offers/")
    assert offer(helping.ada, helping.group, lived=["own:panic and worry", "made up", "grief"]).status_code == 302
    shown = page(helping.ada, "/you/offers/")
    assert "You know about: Grief</p>" in shown and "Up to 2 conversations in a day, 5 in a week." in shown
    assert offer(helping.ada, helping.group, a_day="1").status_code == 302
    assert "Up to 1 conversation in a day, 5 in a week." in page(helping.ada, "/you/offers/")
    for wrong in ({"a_day": "11"}, {"wants": ["advice"]}, {"resting_until": "soon"}):
        assert offer(helping.ada, helping.group, **wrong).status_code == 422


def test_it_can_be_taken_back_also_where_one_does_not_help_any_more(helping: Any, superuser: Any) -> None:
    offer(helping.cleo, helping.group)
    superuser.execute("UPDATE groups_membership SET role = 'member', welcomes_since = NULL WHERE member_id = %s",
                      [helping.cleo.id])  # fmt: skip
    assert "Where you do not help at present" in page(helping.cleo, "/you/offers/")
    assert helping.cleo.client.post(f"/you/offers/{helping.group.id}/removal/").status_code == 302
    assert helping.cleo.client.post(f"/you/offers/{helping.group.id}/removal/").status_code == 404
    assert rows(superuser, "offer") == 0


@pytest.mark.parametrize("how", ["kept", "erased"])
def test_it_goes_with_a_place_in_the_group_whoever_ends_it(helping: Any, superuser: Any, how: str) -> None:
    offer(helping.cleo, helping.group)
    helping.cleo.client.post(f"/groups/{helping.group.id}/leave/", {"how": how, "when": "now", "sure": "on"})
    assert rows(superuser, "offer") == 0
    offer(helping.ada, helping.group)
    superuser.execute(
        "UPDATE groups_membership SET ended_at = now(), ended_how = 'removed' WHERE member_id = %s", [helping.ada.id]
    )
    assert rows(superuser, "offer") == 0


def test_an_old_place_that_changes_takes_no_new_offer_away(helping: Any, superuser: Any) -> None:
    """Words to people who were asked to leave are emptied after a month, on a place that ended long before."""
    superuser.execute(
        "INSERT INTO groups_membership (id, group_id, member_id, name, role, about, trained, agreed, joined_at, "
        "ended_at, ended_how, ended_words) VALUES (gen_random_uuid(), %s, %s, 'Cleo', 'member', '', '[]', 1, now(), "
        "now(), 'removed', 'Please go.')", [helping.group.id, helping.cleo.id]
    )  # fmt: skip
    offer(helping.cleo, helping.group)
    superuser.execute("UPDATE groups_membership SET ended_words = '', ended_at = now() WHERE ended_words <> ''")
    assert rows(superuser, "offer") == 1


def test_a_copy_holds_it_and_being_forgotten_leaves_nothing(helping: Any, superuser: Any, as_worker: Any) -> None:
    from hearten.members.erasing import erase_rows

    offer(helping.cleo, helping.group, resting_until="2030-01-02")
    helping.cleo.client.post("/you/offers/time/")
    helping.cleo.client.post("/you/offers/none/")
    offer(helping.ada, helping.group)
    copy, html = fetched(helping.cleo, ask(helping.cleo, as_worker, superuser))
    (told,) = copy["offers"]
    assert told["group"] == "low days" and told["lived"] == ["Nights and sleep", "low days"]
    assert told["likes"] == ["Listen", "Welcome people who are new"] and told["resting_until"] == "2030-01-02"
    assert copy["suggestion_choices"][0]["none_since"] and "Nights and sleep" in html
    with seated(helping.cleo) as seat:
        erase_rows(seat, "kept")
    assert [rows(superuser, name) for name in ("offer", "nosuggestions", "timenow")] == [1, 0, 0]
