"""Hiding one's name in a conversation: one stable mask, and no trace of the person in what others can read."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection

from hearten.threads.models import Mask, MaskLookup, MaskOwner, Post

REASON = "Somebody may be in danger and asked us to look."


def _masked_reply(person: Any, thread: Any, words: str) -> None:
    said = {"body": words, "client_id": str(uuid4()), "masked": "on"}
    assert person.client.post(f"/threads/{thread.id}/replies/", said).status_code == 302


def test_one_person_has_one_mask_in_a_conversation(cast: Any, as_seat: Any) -> None:
    _masked_reply(cast.ben, cast.masked_thread, "Still me, behind the same leaf.")
    with as_seat(cast.ada) as seat:
        masks = set(seat.glance(Post).filter(thread=cast.masked_thread).values_list("mask_id", flat=True))
    assert masks == {cast.mask.id}


def test_two_people_have_two_masks(cast: Any, as_seat: Any) -> None:
    _masked_reply(cast.ada, cast.masked_thread, "Me as well, under another one.")
    with as_seat(cast.ben) as seat:
        assert seat.glance(Mask).filter(thread=cast.masked_thread).count() == 2


def test_a_masked_post_names_nobody_in_any_row_that_others_read(cast: Any, as_seat: Any) -> None:
    with as_seat(cast.ada) as seat:
        post = seat.glance(Post).get(thread=cast.masked_thread, opens=True)
        assert post.membership_id is None
        assert not seat.glance(MaskOwner).exists()
        page = cast.ada.client.get(f"/threads/{cast.masked_thread.id}/").content.decode()
    assert "Ben" not in page
    assert str(cast.ben_in_group.id) not in page


@pytest.mark.parametrize("for_good", [False, True])
def test_masked_words_do_not_say_that_their_writer_left(cast: Any, as_seat: Any, for_good: bool) -> None:
    from hearten.members import rights

    _masked_reply(cast.ben, cast.thread, "Behind a leaf.")
    if for_good:
        with as_seat(cast.ben) as seat:
            next(one for one in rights.erasures() if one.name == "threads").run(seat, "erased")
    else:
        assert cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"}).status_code == 302
    signed = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "The writer left the group and took these words along." in signed, "under a name it says so"
    assert "The writer took these words back." in signed, "behind a mask it does not"
    masked = cast.ada.client.get(f"/threads/{cast.masked_thread.id}/").content.decode()
    assert "The writer took these words back." in masked and "left the group" not in masked


def test_the_live_log_does_not_name_the_author_to_anybody(cast: Any, as_seat: Any) -> None:
    with as_seat(cast.ada), pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("SELECT author_member_id FROM kernel_liveevent")


def _ask(cast: Any, as_seat: Any) -> Any:
    """Mo enters the group with a reason and asks for a look behind Ben's mask; returns the look-up."""
    entered = cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": REASON})
    assert entered.status_code == 302
    cast.mo.client.post(f"/desk/look-ups/ask/?mask={cast.mask.id}", {"mask": str(cast.mask.id), "reason": REASON})
    with as_seat(cast.mo) as seat:
        return seat.glance(MaskLookup).get(mask=cast.mask)


def test_one_person_alone_cannot_look_behind_a_mask(cast: Any, as_seat: Any, settings: Any) -> None:
    settings.HEARTEN_DEMO = True  # a second factor is waived in the demo, and nothing else is
    lookup = _ask(cast, as_seat)
    with as_seat(cast.mo), connection.cursor() as cursor:
        cursor.execute("SELECT threads_agree_lookup(%s, 'Mo', true)", [lookup.id])
        assert cursor.fetchone()[0] is False
        cursor.execute("SELECT * FROM threads_look_behind(%s)", [lookup.id])
        assert cursor.fetchall() == []


def test_two_people_look_once_and_the_member_is_told(cast: Any, as_seat: Any, settings: Any) -> None:
    settings.HEARTEN_DEMO = True
    lookup = _ask(cast, as_seat)
    with as_seat(cast.odile), connection.cursor() as cursor:
        cursor.execute("SELECT threads_agree_lookup(%s, 'Odile', true)", [lookup.id])
        assert cursor.fetchone()[0] is True
    with as_seat(cast.mo), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM threads_look_behind(%s)", [lookup.id])
        assert cursor.fetchall() == [("Ben",)]
        cursor.execute("SELECT name FROM threads_look_behind(%s)", [lookup.id])
        assert cursor.fetchall() == []
    page = cast.ben.client.get("/you/who-looked/").content.decode()
    assert REASON in page
    assert "Mo" in page
