"""Places are counted, and the order decides; who waits comes in as soon as a place is free, and is told once."""

from datetime import timedelta
from uuid import UUID

import pytest

from hearten.meetings.models import Meeting
from hearten.meetings.tests.planned import Planned, meet
from tests.people import Person, seated
from tests.together import at_once

pytestmark = pytest.mark.django_db
__all__ = ["meet"]


def claim_all_at_once(meet: Planned, members: list[UUID], meeting: UUID) -> list[str]:
    """Have everybody ask for a place at the same moment, each over a connection of their own."""
    from hearten.meetings.tests.planned import _Word

    def claim(member: UUID) -> str:
        with seated(Person(member, "", "")) as seat:
            found = seat.read(_Word, "SELECT meetings_claim_place(%s, %s)", meeting, meet.clock.now())
            return str(found[0][0])

    return at_once(claim, members)


def test_fifty_at_once_fill_the_places_and_no_more(meet: Planned) -> None:
    key = meet.meeting(places="12")
    words = claim_all_at_once(meet, meet.people(50), key)
    assert (words.count("in"), words.count("waits")) == (12, 38)
    seats = meet.seats(key)
    assert [one.number for one in seats] == list(range(1, 51))
    assert [one.in_at is not None for one in seats] == [True] * 12 + [False] * 38


def test_keeping_a_place_twice_keeps_one(meet: Planned) -> None:
    key = meet.meeting()
    for _each in range(2):
        assert meet.keep(meet.cast.ben, key).status_code == 302
    assert len(meet.seats(key)) == 1
    assert "You have a place." in meet.page(meet.cast.ben, key)


def test_more_places_let_in_who_waits_and_nobody_loses_theirs(meet: Planned) -> None:
    key = meet.meeting(places="2")
    meet.keeps_for(meet.people(2), key)
    meet.keep(meet.cast.ben, key)
    assert meet.post(meet.cast.ada, key, "places", places="3").status_code == 302
    meet.work()
    assert all(one.in_at for one in meet.seats(key))
    assert len(meet.told(meet.cast.ben, "meeting_place")) == 1
    fewer = meet.post(meet.cast.ada, key, "places", places="2")
    assert fewer.status_code == 422
    assert "3 people have a place, and keep it." in fewer.content.decode()
    more = meet.post(meet.cast.ada, key, "places", places="99")
    assert more.status_code == 422
    assert meet.rows(pk=key)[0].places == 3


def test_who_waits_comes_in_and_is_told_once(meet: Planned) -> None:
    key = meet.meeting(places="2")
    first, second = meet.people(2)
    meet.keeps_for([first, second], key)
    meet.keep(meet.cast.ben, key)
    shown = meet.page(meet.cast.ben, key)
    assert "You wait. You are number 1 in the line." in shown
    assert "All places are taken. 1 person waits." in shown
    meet.keep(meet.cast.ada, key)
    assert meet.told(meet.cast.ben) == []
    with seated(Person(first, "", "")) as seat:
        from hearten.meetings.schedule.actions.places import give_up

        meet.clock.pass_(timedelta(minutes=1))
        give_up(seat, Meeting.objects.get(pk=key))
    meet.work()
    meet.minute()
    ((kind, about),) = meet.told(meet.cast.ben)
    assert kind == "meeting_place"
    assert meet.told(meet.cast.ada) == []
    assert meet.cast.ben.client.get(f"/meetings/news/{about}/").url == f"/meetings/{key}/"
    assert "A place is free for you in a meeting" in meet.cast.ben.client.get("/news/").content.decode()
    assert "You have a place." in meet.page(meet.cast.ben, key)
    assert "You are number 1 in the line." in meet.page(meet.cast.ada, key)


def test_the_same_person_is_told_again_when_it_happens_again(meet: Planned) -> None:
    key = meet.meeting(places="2")
    (other,) = meet.people(1)
    meet.keeps_for([other], key)
    meet.keep(meet.cast.ada, key)
    for _each in range(2):
        meet.keep(meet.cast.ben, key)
        meet.post(meet.cast.ada, key, "place/end")
        meet.work()
        meet.post(meet.cast.ben, key, "place/end")
        meet.keep(meet.cast.ada, key)
    assert len(meet.told(meet.cast.ben, "meeting_place")) == 2


def test_leaving_the_group_and_being_removed_free_a_place(meet: Planned) -> None:
    key = meet.meeting(places="2")
    (third,) = meet.people(1)
    meet.keep(meet.cast.ben, key)
    meet.keep(meet.cast.ada, key)
    meet.keeps_for([third], key)
    meet.cast.ada.client.post(
        f"/groups/{meet.cast.group.id}/lead/people/{meet.cast.ben_in_group.id}/removal/", {"words": "Take some time."}
    )
    meet.clock.pass_(timedelta(minutes=1))
    meet.minute()
    (kind,) = meet.superuser.execute("SELECT kind FROM notices_notice WHERE member_id = %s", [third]).fetchone()
    assert kind == "meeting_place"
    meet.cast.ada.client.post(f"/groups/{meet.cast.group.id}/leave/", {"how": "kept"})
    assert [one.membership.member_id for one in meet.seats(key)[1:]] == [third]
    assert meet.page(meet.cast.ben, key) == ""


def test_nobody_keeps_a_place_where_they_are_not_or_when_it_is_over(meet: Planned) -> None:
    key = meet.meeting()
    assert meet.keep(meet.cast.cleo, key).status_code == 404
    with seated(meet.cast.cleo) as seat:
        from hearten.meetings.tests.planned import _Word

        assert seat.read(_Word, "SELECT meetings_claim_place(%s, now())", key)[0][0] == "closed"
        assert seat.read(_Word, "SELECT taken, waiting, mine FROM meetings_places(%s)", key)[0] == (0, 0, None)
    meet.clock.set(meet.start(key) + timedelta(minutes=91))
    assert meet.keep(meet.cast.ben, key).status_code == 403
    assert meet.seats(key) == []


def test_the_group_sees_how_many_and_not_who(meet: Planned) -> None:
    key = meet.meeting(facilitator="")
    meet.keep(meet.cast.ada, key)
    shown = meet.page(meet.cast.ben, key)
    assert "11 places are free." in shown
    assert "Ada" not in shown.partition("<main")[2]
    with seated(meet.cast.ben) as seat:
        from hearten.meetings.models import Seat

        assert list(seat.glance(Seat).all()) == []


def test_who_has_not_agreed_to_the_new_agreement_reads_it_first(meet: Planned) -> None:
    key = meet.meeting()
    meet.cast.ada.client.post(
        f"/groups/{meet.cast.group.id}/lead/agreement/", {"text": "We are kind, and we listen.", "based_on": "1"}
    )
    sent = meet.keep(meet.cast.ben, key)
    assert sent.status_code == 403
    assert f"/groups/{meet.cast.group.id}/agreement/" in sent.content.decode()


def _crowd(meet: Planned, leads: bool = True) -> tuple[UUID, list[UUID]]:
    """A meeting of twelve places with Ada in it, eleven more, and two who wait; Ben leads too, with a role there."""
    key = meet.meeting(places="12", facilitator="", co_facilitator=str(meet.cast.ben_in_group.id))
    if leads:
        meet.superuser.execute(
            "UPDATE groups_membership SET role = 'co_facilitator' WHERE id = %s", [meet.cast.ben_in_group.id]
        )
    people = meet.people(13)
    meet.keep(meet.cast.ada, key)
    meet.keeps_for(people, key)
    return key, people[11:]


def test_a_second_room_is_offered_and_who_waits_moves_by_their_own_choice(meet: Planned) -> None:
    key, waiting = _crowd(meet)
    assert "Open a second room beside this one" in meet.page(meet.cast.ada, key)
    sent = meet.post(meet.cast.ada, key, "beside")
    assert sent.status_code == 302, sent.content.decode()
    (second,) = meet.rows(beside_id=key)
    meet.work()
    told = meet.superuser.execute("SELECT member_id, about FROM notices_notice WHERE kind = 'meeting_beside'")
    assert set(told.fetchall()) == {(member, second.id) for member in waiting}
    assert len(meet.seats(key)) == 14  # nobody was moved
    meet.keeps_for(waiting[:1], second.id)
    assert len(meet.seats(key)) == 13
    assert [one.in_at is not None for one in meet.seats(second.id)] == [True]
    assert "Open a second room" not in meet.page(meet.cast.ada, key)
    assert meet.post(meet.cast.ada, key, "beside").status_code == 403


def test_no_second_room_without_a_second_person_who_leads(meet: Planned) -> None:
    key, _waiting = _crowd(meet, leads=False)
    assert "Open a second room" not in meet.page(meet.cast.ada, key)
    sent = meet.post(meet.cast.ada, key, "beside")
    assert sent.status_code == 403
    assert "needs a second person who leads" in sent.content.decode()
    assert meet.rows(beside_id=key) == []


def test_somebody_in_the_full_room_who_moves_frees_a_place_there(meet: Planned) -> None:
    key, waiting = _crowd(meet)
    meet.post(meet.cast.ada, key, "beside")
    (second,) = meet.rows(beside_id=key)
    meet.clock.pass_(timedelta(minutes=1))
    assert meet.keep(meet.cast.ada, second.id).status_code == 302
    meet.work()
    told = meet.superuser.execute("SELECT member_id FROM notices_notice WHERE kind = 'meeting_place'").fetchall()
    assert told == [(waiting[0],)]
