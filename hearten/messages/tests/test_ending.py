"""The way out, what a report brings along, and who of the staff can open it."""

from typing import Any

import pytest
from django.db import connection

from hearten.kernel.verdict import Refused, Unseen
from hearten.messages import moderated
from hearten.messages.tests.conftest import FIRST
from tests.people import seated

REASON = "One of the two reported this conversation."


def test_three_boxes_are_ticked_beforehand(cast: Any, pages: Any) -> None:
    talk = pages.open()
    page = cast.ada.client.get(f"/messages/{talk}/end/").content.decode()
    assert page.count(" checked") == 4, "and what a report is about"
    assert "Neither of you sees the other’s posts, and neither can write to the other." in page
    answer = pages.end(cast.ada, talk)
    assert answer.status_code == 422
    assert "Choose at least one of the three" in answer.content.decode()


def test_the_end_is_for_both_and_both_keep_what_they_have(cast: Any, pages: Any) -> None:
    talk = pages.open()
    pages.send(cast.ada, talk, "It was good.")
    assert pages.end(cast.ada, talk, "end").status_code == 302
    for person in (cast.ada, cast.ben):
        assert "It was good." in pages.page(person, talk)
        assert "This conversation has ended." in pages.page(person, talk)
        assert pages.send(person, talk, "One more.").status_code == 403
    assert pages.ask(cast.ben, cast.ada_in_group).status_code == 403
    assert pages.ask(cast.ada, cast.ben_in_group).status_code == 302  # whoever ended it may begin anew


def test_ending_a_request_tells_the_asker_nothing(cast: Any, pages: Any) -> None:
    talk = pages.asked()
    pages.end(cast.ada, talk, "end", "block", "report")
    assert "No answer yet" in pages.page(cast.ben, talk)
    assert "has ended" not in pages.page(cast.ben, talk)
    assert pages.answer(cast.ada, talk).status_code == 403


def test_a_block_asks_for_the_other_by_their_membership(cast: Any, pages: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from hearten.messages import blocking

    asked = []
    monkeypatch.setattr(blocking, "block", lambda seat, membership: asked.append((seat.me, membership)))
    talk = pages.open()
    pages.end(cast.ada, talk, "block")
    assert asked == [(cast.ada.id, cast.ben_in_group.id)]
    assert "This conversation has ended." in pages.page(cast.ben, talk)


def test_the_words_for_the_moderators_stay_in_the_box(cast: Any, pages: Any) -> None:
    talk = pages.open()
    answer = pages.end(cast.ada, talk, "report", words="x" * 1001)
    assert answer.status_code == 422
    assert "x" * 1001 in answer.content.decode()


def _reported(cast: Any, pages: Any) -> Any:
    talk = pages.open()
    pages.send(cast.ada, talk, "Please do not write like that.")
    pages.end(cast.ada, talk, "report", words="It frightened me.")
    return talk


def test_a_report_alone_leaves_the_conversation_open(cast: Any, pages: Any) -> None:
    talk = _reported(cast, pages)
    assert pages.send(cast.ada, talk, "I still write.").status_code == 302


def test_the_staff_reads_with_a_reason_and_both_can_see_it(cast: Any, pages: Any, as_seat: Any) -> None:
    talk = _reported(cast, pages)
    with as_seat(cast.mo) as seat:
        said = moderated.staff_read(seat, talk, REASON)
    assert [(one.name, one.words, one.proved) for one in said] == [
        ("Ben", FIRST, True),
        ("Ada", "Please do not write like that.", True),
    ]
    for person in (cast.ada, cast.ben):
        page = person.client.get("/you/who-looked/").content.decode()
        assert "Mo" in page
        assert "a private conversation" in page
        assert REASON in page


def test_no_reading_without_a_reason_a_report_or_a_place_on_the_desk(
    cast: Any, pages: Any, as_seat: Any, superuser: Any
) -> None:
    talk = _reported(cast, pages)
    with pytest.raises(Refused), as_seat(cast.mo) as seat:
        moderated.staff_read(seat, talk, "Because.")
    for person in (cast.cleo, cast.dov, cast.ada, cast.ben):
        with pytest.raises(Unseen), as_seat(person) as seat:
            moderated.staff_read(seat, talk, REASON)
    superuser.execute("DELETE FROM messages_reported")
    for person in (cast.mo, cast.odile):
        with pytest.raises(Unseen), as_seat(person) as seat:
            moderated.staff_read(seat, talk, REASON)
    assert superuser.execute("SELECT count(*) FROM members_staffread").fetchone() == (0,)


def test_somebody_of_the_staff_does_not_open_their_own(cast: Any, pages: Any, as_seat: Any, superuser: Any) -> None:
    talk = _reported(cast, pages)
    superuser.execute("UPDATE messages_talk SET asker_id = %s", [cast.mo.id])
    with pytest.raises(Unseen), as_seat(cast.mo) as seat:
        moderated.staff_read(seat, talk, REASON)


def test_no_trace_no_reading(cast: Any, pages: Any, as_seat: Any, superuser: Any) -> None:
    from django.db import DatabaseError

    talk = _reported(cast, pages)
    superuser.execute("ALTER TABLE members_staffread ADD CONSTRAINT shut CHECK (false)")
    try:
        with pytest.raises(DatabaseError), as_seat(cast.mo) as seat:
            moderated.staff_read(seat, talk, REASON)
    finally:
        superuser.execute("ALTER TABLE members_staffread DROP CONSTRAINT shut")


def test_words_that_were_put_in_somebodys_mouth_are_not_proved(
    cast: Any, pages: Any, as_seat: Any, superuser: Any
) -> None:
    """Whoever can put a sealed text into the row still cannot make its proof, which takes the server's key."""
    from hearten.messages.models import Message

    talk = _reported(cast, pages)
    forged = Message.objects.using("keeper").get(talk_id=talk, opens=True)
    forged.body = "Send me money."
    forged.save(using="keeper", update_fields=["body"])
    with as_seat(cast.mo) as seat:
        first, second = moderated.staff_read(seat, talk, REASON)
    assert (first.words, first.proved, second.proved) == ("Send me money.", False, True)


def test_the_two_may_hand_on_their_own_conversation(cast: Any, pages: Any, as_seat: Any) -> None:
    talk = _reported(cast, pages)
    with as_seat(cast.ada) as seat:
        assert [one.name for one in moderated.words_of(seat, talk)] == ["Ben", "You"]
    with pytest.raises(Unseen), as_seat(cast.mo) as seat:
        moderated.words_of(seat, talk)


def test_a_block_from_a_conversation_holds_everywhere(cast: Any, pages: Any, superuser: Any) -> None:
    talk = pages.open()
    pages.end(cast.ben, talk, "block")
    kept = superuser.execute("SELECT by_id, whom_id, kind FROM members_distance").fetchall()
    assert kept == [(cast.ben.id, cast.ada.id, "block")]
    assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 200
    page = cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "Four in the morning is a lonely hour" not in page, "Ada's ordinary words are out of Ben's sight"
    assert cast.ben.client.get(f"/messages/{talk}/").status_code in (200, 404)


def test_nothing_of_a_conversation_can_be_held_or_removed_and_no_step_says_so(
    cast: Any, pages: Any, superuser: Any
) -> None:
    _reported(cast, pages)
    (case,) = superuser.execute("SELECT id FROM moderation_case WHERE kind = 'talk'").fetchone()
    address = f"/moderation/cases/{case}/step/"
    form = cast.mo.client.get(address).content.decode()
    offered = {step for step in ("none", "note", "edit", "hold", "release", "remove") if f'value="{step}"' in form}
    assert offered == {"none", "note"}
    for step in ("edit", "hold", "release", "remove"):
        refused = cast.mo.client.post(address, {"step": step, "category": "sexual", "words": "Not here."})
        assert refused.status_code == 403
        with seated(cast.mo), connection.cursor() as cursor:
            cursor.execute("SELECT moderation_step(%s, %s, 'sexual', 'x', '', NULL, 1, false)", [case, step])
            assert cursor.fetchone() == (None,), "nor for the database"
    superuser.execute("UPDATE moderation_case SET category = 'method'")
    superuser.execute("SELECT moderation_hold_by_rule(%s, 'method', false)", [case])
    assert superuser.execute("SELECT count(*) FROM moderation_hold").fetchone() == (0,), "nor by a rule"
    note = {"step": "note", "category": "sexual", "words": "Please stop."}
    assert cast.mo.client.post(address, note).status_code == 302
