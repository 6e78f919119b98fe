"""Leaving a group and coming back: what one wrote there before stays one's own, and what one warned of still waits."""

from typing import Any

import pytest

from hearten.library.tests.conftest import CARD, card_of, page, told, write
from hearten.moderation.tests.conftest import joined


def leave(cast: Any, person: Any, how: str) -> None:
    assert person.client.post(f"/groups/{cast.group.id}/leave/", {"how": how}).status_code == 302


def test_said_anew_after_one_left_with_ones_words_counts_and_can_be_taken_back_again(
    shared: Any, superuser: Any
) -> None:
    cast = shared.cast
    told(cast.ben, shared.card, words="The first time.")
    leave(cast, cast.ben, "erased")
    joined(cast, cast.ben, cast.group)
    assert told(cast.ben, shared.card, words="Once more.").status_code == 302
    assert superuser.execute("SELECT count(*) FROM library_reportwithdrawal").fetchone() == (0,)
    assert "Once more." in page(cast.ada, f"/cards/{shared.card}/")
    leave(cast, cast.ben, "erased")
    assert superuser.execute("SELECT outcome || words FROM library_experiencereport").fetchone() == ("",)


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_nothing_said_once_more_escapes_who_goes_for_good(shared: Any, superuser: Any, how: str) -> None:
    """Words blank even where a row says that they went before."""
    from hearten.members.erasing import erase_rows
    from tests.people import seated

    cast = shared.cast
    told(cast.ben, shared.card, words="Once more.")
    superuser.execute(
        "INSERT INTO library_reportwithdrawal (id, group_id, report_id, how, at) "
        "SELECT gen_random_uuid(), group_id, id, 'left', now() FROM library_experiencereport"
    )
    with seated(cast.ben) as seat:
        erase_rows(seat, how)
    kept = superuser.execute("SELECT words FROM library_experiencereport").fetchone()
    assert kept == ("Once more." if how == "kept" else "",)


def test_ones_old_signed_words_are_ones_own_after_coming_back(shared: Any) -> None:
    cast = shared.cast
    card = card_of(write(cast.ben, cast.group, title="A walk to the bus"))
    told(cast.ben, shared.card, words="Cold, but good.")
    leave(cast, cast.ben, "kept")
    joined(cast, cast.ben, cast.group)
    changed = CARD | {"title": "A walk to the bus", "what": "I walk slowly."}
    assert cast.ben.client.post(f"/cards/{card}/edit/", changed).status_code == 302
    assert "I walk slowly." in page(cast.ada, f"/cards/{card}/")
    assert cast.ben.client.post(f"/cards/{shared.card}/tried/withdrawal/").status_code == 302
    assert told(cast.ben, shared.card, words="Better now.").status_code == 302
    assert "Better now." in page(cast.ada, f"/cards/{shared.card}/")
    assert cast.ben.client.post(f"/cards/{card}/withdrawal/").status_code == 302


@pytest.mark.parametrize("way", ["leaves", "erased", "kept"])
def test_a_card_still_waits_when_who_flagged_it_goes(shared: Any, superuser: Any, way: str) -> None:
    from hearten.members.erasing import erase_rows
    from tests.people import seated

    cast = shared.cast
    said = {"concern": "harm", "words": "Step two worries me."}
    assert cast.dov.client.post(f"/cards/{shared.masked}/flag/", said).status_code == 302
    if way == "leaves":
        leave(cast, cast.dov, "erased")
    else:
        with seated(cast.dov) as seat:
            erase_rows(seat, way)
    assert superuser.execute("SELECT member_id, words FROM library_flag").fetchone() == (None, "")
    assert shared.masked not in page(cast.ada, f"/groups/{cast.group.id}/library/")
    assert "It could harm somebody" in page(cast.ada, f"/cards/{shared.masked}/answer/")
    answered = {"answer": "stays", "words": "I looked. It is fine."}
    assert cast.ada.client.post(f"/cards/{shared.masked}/answer/", answered).status_code == 302


def test_a_card_without_a_name_does_not_say_that_its_writer_left(shared: Any) -> None:
    cast = shared.cast
    signed = card_of(write(cast.ben, cast.group, title="A walk to the bus"))
    leave(cast, cast.ben, "erased")
    assert "The writer left the group and took these words along." in page(cast.ada, f"/cards/{signed}/")
    text = page(cast.ada, f"/cards/{shared.masked}/")
    assert "The writer took these words back." in text and "left the group" not in text
