"""Cards in their writer's copy; what becomes of them when somebody leaves; and their keys."""

import json
from typing import Any
from uuid import UUID

import pytest

from hearten.encouragement.tests.conftest import WORDS, been_read, card_of, drawn, page, rows, write
from hearten.kernel import keystore
from tests.rights.test_export import ask, fetched

NIGHT = "Somebody is awake with you."


def two(three: Any, superuser: Any) -> tuple[str, str]:
    """Ben wrote one card under his name, and one without; Ada and Dov keep one each on their shelves."""
    named = card_of(write(three.ben, three.group))
    unnamed = card_of(write(three.ben, three.group, NIGHT, unnamed="on"))
    been_read(superuser)
    three.ada.client.post(f"/encouragement/{named}/hope/")
    three.dov.client.post(f"/encouragement/{unnamed}/hope/")
    return named, unnamed


def test_a_copy_holds_ones_own_cards_of_groups_that_one_left_as_well(
    three: Any, as_worker: Any, superuser: Any
) -> None:
    two(three, superuser)
    card_of(write(three.ada, three.group, "A canary of Ada's."))
    three.ben.client.post(f"/groups/{three.group.id}/leave/", {"how": "kept", "when": "now", "sure": "on"})
    copy, html = fetched(three.ben, ask(three.ben, as_worker, superuser))
    assert sorted((one["words"], one["hidden"]) for one in copy["encouragement"]) == sorted(
        [(WORDS, ""), (NIGHT, "yes")]
    )
    assert "canary" not in json.dumps(copy) + html


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_who_leaves_a_group_takes_the_cards_along_or_leaves_them_without_a_name(
    three: Any, superuser: Any, how: str
) -> None:
    two(three, superuser)
    three.ben.client.post(f"/groups/{three.group.id}/leave/", {"how": how, "when": "now", "sure": "on"})
    left = rows(superuser), rows(superuser, "wellness_hope")
    assert left == ((0, 0) if how == "erased" else (2, 2))
    assert "Ben" not in page(three.ada, "/you/hope/")
    if how == "kept":
        shown = {page(three.dov, "/encouragement/").partition("</figure>")[0] for _turn in range(6)}
        assert len({text for text in shown if "From somebody in" in text}) == 2 and "Ben" not in str(shown)


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_whoever_goes_for_good_is_in_no_row(three: Any, superuser: Any, how: str) -> None:
    from hearten.members.erasing import erase_rows
    from tests.people import seated

    two(three, superuser)
    with seated(three.ben) as seat:
        erase_rows(seat, how)
    assert rows(superuser, "encouragement_writer") == 0
    assert (rows(superuser), rows(superuser, "wellness_hope")) == ((0, 0) if how == "erased" else (2, 2))
    assert "Ben" not in page(three.ada, "/you/hope/")
    assert (drawn(three.dov) != "") is (how == "kept")


def test_the_key_of_a_card_that_went_is_destroyed(three: Any, own_keys: Any, superuser: Any, as_worker: Any) -> None:
    from hearten.encouragement.jobs import shred

    gone, stays = two(three, superuser)
    assert three.ben.client.post(f"/encouragement/{gone}/removal/").status_code == 302
    assert rows(superuser, "encouragement_unshredded") == 1
    for _time in range(2):
        as_worker(shred.func if hasattr(shred, "func") else shred, timestamp=0, transactions=True)
    assert UUID(gone).hex in keystore.erased() and UUID(stays).hex not in keystore.erased()
    assert rows(superuser, "encouragement_unshredded") == 0
    assert NIGHT in page(three.dov, f"/encouragement/{stays}/")


def test_a_card_whose_words_do_not_open_is_not_drawn(three: Any, own_keys: Any, superuser: Any) -> None:
    """As after a copy of the database was laid back that is older than the card's end."""
    gone, stays = two(three, superuser)
    keystore.destroy(UUID(gone))
    assert {drawn(three.dov) for _turn in range(6)} == {stays}
