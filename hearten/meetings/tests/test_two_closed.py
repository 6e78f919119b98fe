"""A session of two does not exist for anybody else, whichever door or page is asked."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from hearten.meetings.models import Beforehand, Meeting, Seat
from hearten.meetings.tests.planned import meet
from hearten.meetings.tests.two import AnyRow, Two, plain, two
from tests.people import seated

pytestmark = pytest.mark.django_db
__all__ = ["meet", "two"]


def test_nobody_else_learns_of_it_whoever_leads(two: Two) -> None:
    fay, other = two.supporter("facilitator"), two.supporter("member")
    pages = [f"/groups/{two.cast.group.id}/meetings/", f"/groups/{two.cast.group.id}/", "/", "/news/"]
    before = {(one.id, page): plain(one, page) for one in (fay, other) for page in pages}
    made = two.booked(words="Nights.")
    two.meet.work()
    two.meet.minute()
    for person in (fay, other):
        assert person.client.get(f"/meetings/{made.id}/").status_code == 404
        assert {page: plain(person, page) for page in pages} == {page: before[person.id, page] for page in pages}
        assert two.meet.told(person) == []
        with seated(person) as seat:
            assert not seat.glance(Meeting).exists() and not seat.glance(Seat).exists()
            assert not seat.glance(Beforehand).exists()
            for sql in _QUESTIONS:
                assert seat.read(AnyRow, sql.replace("<m>", f"'{made.id}'::uuid")) in _NOTHING, sql
    # In the list of times it is missing, as any other time at which Ada has something.
    assert two.way() not in two.sessions(other)
    for page in (f"/groups/{two.cast.group.id}/meetings/",):
        assert str(made.id) not in plain(two.cast.ben, page)  # it stands among the sessions, not among the group's


# What the database's doors say of a meeting: for somebody else, as of one that there never was.
_QUESTIONS = [
    "SELECT * FROM meetings_places(<m>)",
    "SELECT meetings_my_place(<m>)",
    "SELECT meetings_inside(<m>)",
    "SELECT meetings_heard_since(<m>)",
    "SELECT meetings_kept_from(<m>)",
    "SELECT meetings_claim_place(<m>, now())",
    "SELECT meetings_give_up_place(<m>, now())",
    "SELECT * FROM meetings_room_hold(<m>)",
    "SELECT * FROM meetings_floor(<m>)",
    "SELECT meetings_seen(<m>)",
    "SELECT * FROM meetings_room_for_me(<m>)",
    "SELECT * FROM meetings_may_join_media(<m>)",
    "SELECT * FROM meetings_shown_in_media(<m>)",
    "SELECT * FROM meetings_call_off_session(<m>, '', now())",
    "SELECT * FROM meetings_where_concern(<m>)",
    "SELECT meetings_whose_session(<m>)",
    "SELECT meetings_due(0)",
    "SELECT meetings_heard_from(<m>)",
    "SELECT meetings_stands_by(<m>)",
    "SELECT meetings_stood_by_since(<m>)",
    "SELECT meetings_may_say_privately(<m>, <m>, NULL)",
    "SELECT meetings_may_caption(<m>, <m>, NULL)",
    "SELECT meetings_who_meets_alone(now())",
]


_NOTHING = ([], [(None,)], [(False,)], [(0,)], [(0, 0, None)], [("closed",)])


def test_the_doors_of_a_room_say_nothing_to_others_while_two_are_in_it(two: Two) -> None:
    made = two.booked()
    Meeting.objects.using("keeper").filter(pk=made.id).update(starts_at=datetime.now(UTC))
    two.meet.clock.set(datetime.now(UTC))
    for person in (two.cast.ada, two.cast.ben):
        assert person.client.post(f"/meetings/{made.id}/room/arrival/", {"way": "text"}).status_code == 302
    sent = {"body": "Here I am.", "client_id": str(uuid4())}
    assert two.cast.ben.client.post(f"/meetings/{made.id}/room/lines/", sent).status_code == 302
    assert "Here I am." in two.cast.ada.client.get(f"/meetings/{made.id}/room/").content.decode()
    assert two.cast.ben.client.post(f"/meetings/{made.id}/room/commands/caption/", {"value": "yes"}).status_code == 302
    typed = {"body": "She said yes.", "client_id": str(uuid4())}
    assert two.cast.ben.client.post(f"/meetings/{made.id}/room/captions/", typed).status_code == 302
    fay = two.supporter("facilitator")
    with seated(fay) as seat:
        for sql in _QUESTIONS:
            assert seat.read(AnyRow, sql.replace("<m>", f"'{made.id}'::uuid")) in _NOTHING, sql
        places = f"ARRAY['{made.host_id}', '{made.guest_id}']::uuid[]"
        assert seat.read(AnyRow, f"SELECT meetings_members_of('{made.id}', {places})") == []
        topic = f"meeting:{made.id}"
        assert seat.read(AnyRow, "SELECT id FROM kernel_liveevent WHERE topic = %s", topic) == []
    for way in ("", "own/", "lines/"):
        assert fay.client.get(f"/meetings/{made.id}/room/{way}").status_code == 404
    read = two.meet.superuser.execute("SELECT group_id FROM safety_reading WHERE kind = 'line'").fetchall()
    assert read == [(None,)]  # read for danger, and of no group


def test_the_guest_does_not_lead_even_who_leads_the_group(two: Two) -> None:
    fay = two.supporter("facilitator")
    made = two.booked(person=fay)
    Meeting.objects.using("keeper").filter(pk=made.id).update(starts_at=datetime.now(UTC))
    two.meet.clock.set(datetime.now(UTC))
    for person in (fay, two.cast.ada):
        assert person.client.post(f"/meetings/{made.id}/room/arrival/", {"way": "text"}).status_code == 302
    (state,) = two.meet.superuser.execute("SELECT state FROM meetings_room WHERE meeting_id = %s", [made.id]).fetchone()
    assert state["people"][str(made.guest_id)]["duties"] == []
    assert state["people"][str(made.host_id)]["duties"] == ["facilitator"]
