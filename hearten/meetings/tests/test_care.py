"""Private words, side rooms and captions: who reads what, what is refused, what goes."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from hearten.groups.models import Membership
from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.meetings.engine.commands import Command
from hearten.meetings.models import Line, Meeting, SideRoom, Word
from hearten.meetings.room import store
from hearten.meetings.tests.rooms import SHORT
from tests.people import Person, seated

pytestmark = pytest.mark.django_db
CANARY = "a kingfisher on the canal wall"


class Sitting:
    """A meeting that began now; Ada leads it, and others came."""

    def __init__(self, cast: Any, superuser: Any) -> None:
        self.cast, self.superuser = cast, superuser
        moment = now()
        when = {"starts_at": moment, "planned_at": moment, "made_at": moment, "changed_at": moment, "zone": "UTC"}
        self.meeting = Meeting(group=cast.group, title="Tuesday", minutes=40, places=12, **when)
        self.meeting.media, self.meeting.definition = ["text"], SHORT
        self.meeting.save(using="keeper", force_insert=True)
        self.room = f"/meetings/{self.meeting.id}/room/"

    def more(self, name: str) -> tuple[Person, Any]:
        """Have somebody else in the group, and their browser."""
        from django.test import Client

        from hearten.members.actions import enrol
        from tests.coming_together import join_group, sign_in

        with as_member(None), transaction.atomic():
            person = Person(enrol(name, f"{name} sits in a circle").id, name, "")
        join_group(person, self.cast.group)
        person.client = Client()
        person.client.cookies["seat"] = sign_in(person)
        return person, self.place(person)

    def place(self, person: Any) -> UUID:
        found = Membership.objects.using("keeper").get(group=self.cast.group, member_id=person.id, ended_at=None)
        return UUID(str(found.id))

    def come(self, person: Any) -> None:
        assert person.client.post(f"{self.room}arrival/", {"way": "text"}).status_code == 302

    def do(self, person: Any, what: str, **values: Any) -> int:
        return int(person.client.post(f"{self.room}commands/{what}/", values).status_code)

    def word(self, who: Any, body: str, **more: Any) -> Any:
        return who.client.post(f"{self.room}words/", {"body": body, "client_id": str(uuid4())} | more)

    def reads(self, person: Any) -> list[str]:
        with seated(person) as seat:
            return [str(one.body) for one in seat.glance(Word).filter(meeting=self.meeting).order_by("at")]

    def end(self) -> None:
        with as_member(self.cast.ada.id), transaction.atomic():
            store.move(self.meeting.id, Command("stop", str(self.place(self.cast.ada))))


@pytest.fixture
def sitting(cast: Any, superuser: Any) -> Sitting:
    made = Sitting(cast, superuser)
    made.come(cast.ada)
    made.come(cast.ben)
    return made


def test_a_private_word_is_for_those_who_lead_and_sealed(sitting: Sitting) -> None:
    cast = sitting.cast
    eve, _place = sitting.more("Eve")
    sitting.come(eve)
    assert sitting.word(cast.ben, CANARY, wish="now").status_code == 302
    assert sitting.reads(cast.ben) == sitting.reads(cast.ada) == [CANARY]
    assert sitting.reads(eve) == []
    assert CANARY not in eve.client.get(sitting.room).content.decode()
    assert CANARY in cast.ada.client.get(f"{sitting.room}own/").content.decode()
    (kept,) = sitting.superuser.execute("SELECT body FROM meetings_word").fetchone()
    assert CANARY.encode() not in bytes(kept)


def test_who_takes_the_lead_later_reads_what_came_since_they_did(sitting: Sitting) -> None:
    cast = sitting.cast
    eve, place = sitting.more("Eve")
    sitting.come(eve)
    sitting.word(cast.ben, CANARY)
    sitting.do(cast.ada, "assign", whom=str(place), role="co_facilitator")
    sitting.word(cast.ben, "Still here.")
    assert sitting.reads(eve) == ["Still here."]


def test_what_is_done_on_a_page_whose_stream_is_not_there_yet_counts(sitting: Sitting) -> None:
    """A page was left for another one: the old stream ends after the new page came, and before its own begins."""
    cast = sitting.cast
    place = str(sitting.place(cast.ben))

    def lose() -> None:
        with as_member(cast.ben.id), transaction.atomic():
            store.move(sitting.meeting.id, Command("lose", place))

    def here() -> bool:
        with as_member(cast.ben.id), transaction.atomic():
            return store.hold(sitting.meeting.id).state.is_here(place)

    lose()
    assert not here()
    assert sitting.do(cast.ben, "aside") == 302 and here()
    lose()
    assert sitting.word(cast.ben, CANARY).status_code == 302 and here()
    assert sitting.do(cast.ben, "leave") == 302 and not here()
    assert sitting.do(cast.ben, "aside") == 404, "who left on purpose is not back by a press"


def test_an_answer_reaches_its_person_alone(sitting: Sitting) -> None:
    cast = sitting.cast
    eve, _place = sitting.more("Eve")
    sitting.come(eve)
    answer = sitting.word(cast.ada, "I see you.", person=str(sitting.place(cast.ben)))
    assert answer.status_code == 302
    assert sitting.reads(cast.ben) == ["I see you."]
    assert sitting.reads(eve) == []
    missed = sitting.word(cast.ada, "For whom is this?")
    assert missed.status_code == 403
    assert "For whom is this?" in missed.content.decode()


def test_sent_twice_it_is_there_once(sitting: Sitting) -> None:
    same = {"client_id": str(uuid4())}
    assert sitting.word(sitting.cast.ben, CANARY, **same).status_code == 302
    assert sitting.word(sitting.cast.ben, CANARY, **same).status_code == 302
    assert sitting.reads(sitting.cast.ben) == [CANARY]
    assert sitting.word(sitting.cast.ben, "Something else.", **same).status_code == 403


def _side(sitting: Sitting, person: Any) -> str:
    with seated(person) as seat:
        return str(seat.glance(SideRoom).get(meeting=sitting.meeting, ended_at=None).id)


def _three(sitting: Sitting) -> tuple[Any, Any]:
    """Two more people: one stands by, one does not."""
    (dana, place), (eve, _other) = sitting.more("Dana"), sitting.more("Eve")
    sitting.come(dana)
    sitting.come(eve)
    sitting.do(sitting.cast.ada, "assign", whom=str(place), role="co_facilitator")
    return dana, eve


def test_a_side_room_belongs_to_its_two(sitting: Sitting) -> None:
    cast = sitting.cast
    dana, eve = _three(sitting)
    offer = {"person": str(sitting.place(cast.ben))}
    assert eve.client.post(f"{sitting.room}side/", offer).status_code == 404
    assert dana.client.post(f"{sitting.room}side/", offer).status_code == 302
    side = f"/meetings/side/{_side(sitting, cast.ben)}/"
    assert cast.ben.client.get(side).status_code == 302  # not taken yet
    assert cast.ben.client.post(f"{side}answer/", {"answer": "yes"}).status_code == 302
    said = {"body": CANARY, "client_id": str(uuid4())}
    assert cast.ben.client.post(f"{side}words/", said).status_code == 302
    assert sitting.reads(dana) == [CANARY]
    assert sitting.reads(cast.ada) == sitting.reads(eve) == []
    assert [one.client.get(side).status_code for one in (cast.ben, dana, cast.ada, eve)] == [200, 200, 404, 404]
    state = store_state(sitting)
    away = {name for name, one in state["people"].items() if one["aside"]}
    assert away == {str(sitting.place(one)) for one in (cast.ben, dana)}


def store_state(sitting: Sitting) -> Any:
    (state,) = sitting.superuser.execute("SELECT state FROM meetings_room").fetchone()
    return state


def test_two_do_not_offer_the_same_person_a_room_and_see_no_more_than_that(sitting: Sitting) -> None:
    cast = sitting.cast
    dana, _eve = _three(sitting)
    offer = {"person": str(sitting.place(cast.ben))}
    assert dana.client.post(f"{sitting.room}side/", offer).status_code == 302
    again = cast.ada.client.post(f"{sitting.room}side/", offer)
    assert again.status_code == 403
    assert "Somebody offered them a side room already" in again.content.decode()


def test_nobody_says_yes_for_somebody_else(sitting: Sitting) -> None:
    """The database refuses it, whatever the code forgets."""
    cast = sitting.cast
    dana, _eve = _three(sitting)
    dana.client.post(f"{sitting.room}side/", {"person": str(sitting.place(cast.ben))})
    side = UUID(_side(sitting, dana))
    assert dana.client.post(f"/meetings/side/{side}/answer/", {"answer": "yes"}).status_code == 403
    with seated(dana) as seat, pytest.raises(Exception, match="row-level security"):
        SideRoom.objects.filter(pk=side).update(taken_at=now())
        seat.glance(SideRoom).get(pk=side)


def test_a_side_room_ends_with_the_meeting_and_its_words_are_gone_a_day_later(sitting: Sitting) -> None:
    cast = sitting.cast
    dana, _eve = _three(sitting)
    dana.client.post(f"{sitting.room}side/", {"person": str(sitting.place(cast.ben))})
    side = f"/meetings/side/{_side(sitting, cast.ben)}/"
    cast.ben.client.post(f"{side}answer/", {"answer": "yes"})
    cast.ben.client.post(f"{side}words/", {"body": CANARY, "client_id": str(uuid4())})
    sitting.end()
    assert "This side room is closed." in cast.ben.client.get(side).content.decode()
    late = cast.ben.client.post(f"{side}words/", {"body": "One more thing.", "client_id": str(uuid4())})
    assert late.status_code == 403
    assert "One more thing." in late.content.decode()
    sweep = "SELECT due FROM meetings_keep_words(true)"
    assert sitting.superuser.execute(sweep).fetchone() == (0,)
    sitting.superuser.execute("UPDATE meetings_room SET ended_at = ended_at - interval '25 hours'")
    assert sitting.superuser.execute(sweep).fetchone() == (2,)
    left = "SELECT (SELECT count(*) FROM meetings_word) + (SELECT count(*) FROM meetings_sideroom)"
    assert sitting.superuser.execute(left).fetchone() == (0,)


def test_captions_are_for_who_has_the_role_and_while_the_room_is(sitting: Sitting) -> None:
    cast = sitting.cast
    said = {"body": CANARY, "client_id": str(uuid4())}
    assert cast.ben.client.post(f"{sitting.room}captions/", said).status_code == 403
    assert sitting.do(cast.ben, "caption", value="yes") == 302
    assert cast.ben.client.post(f"{sitting.room}captions/", said).status_code == 302
    with seated(cast.ada) as seat:
        assert seat.glance(Line).filter(kind="caption").count() == 1
    waits = sitting.superuser.execute("SELECT count(*) FROM safety_reading").fetchone()
    assert waits == (0,)  # somebody else's words: not read as the typist's
    sitting.end()
    with seated(cast.ada) as seat:
        assert seat.glance(Line).filter(kind="caption").count() == 0
    assert sitting.superuser.execute("SELECT due FROM meetings_keep_lines(true)").fetchone() == (1,)


def test_forgetting_somebody_takes_their_private_words_along(sitting: Sitting) -> None:
    cast = sitting.cast
    sitting.word(cast.ben, CANARY)
    sitting.word(cast.ada, "I am here.", person=str(sitting.place(cast.ben)))
    with seated(cast.ben) as seat:
        from hearten.meetings.room.own import _forget, _words

        assert [row["words"] for row in _words(seat)] == [CANARY]
        _forget(seat, "erased")
    assert sitting.superuser.execute("SELECT count(*) FROM meetings_word").fetchone() == (0,)


def test_a_report_brings_the_private_words_along(sitting: Sitting) -> None:
    cast = sitting.cast
    sitting.word(cast.ada, "You should not be here.", person=str(sitting.place(cast.ben)))
    with seated(cast.ben) as seat:
        word = seat.glance(Word).get(meeting=sitting.meeting)
    sent = cast.ben.client.post(f"/report/word/{word.id}/", {"category": "other", "words": ""})
    assert sent.status_code in (200, 302), sent.content.decode()[:2000]
    found = sitting.superuser.execute("SELECT attached FROM moderation_report").fetchall()
    assert found and "You should not be here." in found[0][0]


def test_time_over_a_day_changes_nothing_that_is_still_running(sitting: Sitting) -> None:
    sitting.word(sitting.cast.ben, CANARY)
    sitting.superuser.execute("UPDATE meetings_word SET at = at - %s", [timedelta(days=3)])
    assert sitting.superuser.execute("SELECT due FROM meetings_keep_words(true)").fetchone() == (0,)


def test_one_of_those_who_lead_stays_also_when_they_offer_each_other_a_side_room(sitting: Sitting) -> None:
    cast = sitting.cast
    dana, place = sitting.more("Dana")
    sitting.come(dana)
    sitting.do(cast.ada, "assign", whom=str(place), role="co_facilitator")
    refused = cast.ada.client.post(f"{sitting.room}side/", {"person": str(place)})
    assert refused.status_code == 403
    assert "Somebody has to stay with the room." in refused.content.decode()


def test_whoever_was_asked_for_quiet_types_nothing_for_others(sitting: Sitting) -> None:
    cast = sitting.cast
    assert sitting.do(cast.ben, "caption", value="yes") == 302
    sitting.do(cast.ada, "mute", whom=str(sitting.place(cast.ben)))
    said = {"body": CANARY, "client_id": str(uuid4())}
    assert cast.ben.client.post(f"{sitting.room}captions/", said).status_code == 403
    sitting.do(cast.ben, "caption", value="no")
    assert sitting.do(cast.ben, "caption", value="yes") == 403


def test_a_break_from_writing_is_said_and_does_not_keep_anybody_from_asking_for_somebody(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearten.meetings.room.actions import play as room

    monkeypatch.setattr(room, "gate_of", lambda seat, group: "read_only")
    said = {"body": "Hello there.", "client_id": str(uuid4())}
    refused = sitting.cast.ben.client.post(f"{sitting.room}lines/", said)
    assert refused.status_code == 403
    assert "Hello there." in refused.content.decode()
    assert sitting.word(sitting.cast.ben, CANARY, wish="now").status_code == 302
