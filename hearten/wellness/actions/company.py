"""Naming people, having room, asking for company, and being there for somebody."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from hearten.groups.contact import is_closed_to
from hearten.groups.models import Membership
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.messages.reading import talk as talk_of
from hearten.notices.actions import tell
from hearten.wellness import reading_company as reading
from hearten.wellness import rules
from hearten.wellness.models import Call, PeerAnswer, Room
from hearten.wellness.telling import CAME, COMPANY, NAMED


class _Word(NamedTuple):
    word: str


class _Done(NamedTuple):
    done: object


class _Talk(NamedTuple):
    id: UUID | None


def name_peer(seat: Seat, place: Membership) -> None:
    """Ask somebody of a group whether they would be company. Raises Refused with one sentence for each reason."""
    moment, peer_id = now(), uuid4()
    word = "shut" if is_closed_to(seat) else _asked(seat, peer_id, place.id, moment)
    rules.why_not_named(word).or_refuse()
    tell(kind=NAMED, about=peer_id)


def _asked(seat: Seat, peer_id: UUID, place_id: UUID, moment: object) -> str:
    sql = "SELECT wellness_name_peer(%s, %s, %s, %s, %s)"
    return seat.read(_Word, sql, peer_id, place_id, moment, rules.MOST_PEERS, rules.NAME_AGAIN_AFTER.days)[0].word


def answer_naming(seat: Seat, peer_id: UUID, how: str) -> None:
    """Say yes, or not now. Only a yes is seen by who asked. Raises Refused when there is nothing to answer."""
    found = reading.naming(seat, peer_id)
    rules.may_answer_naming(found.made_at, now()).or_refuse()
    if found.agreed or not seat.read(_Done, "SELECT wellness_may_answer_peer(%s)", peer_id)[0].done:
        rules.over().or_refuse()
    answer = PeerAnswer(peer_id=peer_id, member_id=seat.me, how=how, at=now())
    PeerAnswer.objects.bulk_create([answer], ignore_conflicts=True)


def end_peer(seat: Seat, peer_id: UUID) -> None:
    """Take somebody off one's list, or take one's own yes back. Nobody is told. Pressed twice, it is once."""
    seat.read(_Done, "SELECT wellness_end_peer(%s, %s)", peer_id, now())


def have_room(seat: Seat, until: str) -> None:
    """Have room for company from now on, for as long as one says."""
    seat.one_at_a_time(f"room {seat.me}")
    no_more_room(seat)
    moment, hours = now(), next(hours for name, _words, hours in rules.ROOMS if name == until)
    ends = moment + timedelta(hours=hours) if hours else None
    Room(member_id=seat.me, since=moment, until=ends).save(force_insert=True)


def no_more_room(seat: Seat) -> None:
    """Have no room any more."""
    seat.glance(Room).filter(member_id=seat.me, ended_at=None).update(ended_at=now())


def ask(seat: Seat) -> UUID:
    """Ask those of one's people who have room now. Returns the call; pressed twice, the first one. Raises Refused."""
    moment, call_id = now(), uuid4()
    seat.one_at_a_time(f"company {seat.me}")
    last = reading.last_call(seat)
    if last is not None and rules.state_of(last, moment) == "waits":
        return last.id
    reading.may_ask(seat, moment).or_refuse()
    minutes = int(rules.ASK_AGAIN_AFTER.total_seconds() // 60)
    word = seat.read(_Word, "SELECT wellness_ask_for_company(%s, %s, %s)", call_id, moment, minutes)[0].word
    if word:
        rules.asked_lately().or_refuse()
    tell(kind=COMPANY, about=call_id)
    return call_id


def end_call(seat: Seat, call: Call) -> None:
    """Need no company any more. Who was asked sees that it is over."""
    seat.glance(Call).filter(pk=call.pk, ended_at=None, answered_at=None).update(ended_at=now())


def be_there(seat: Seat, call_id: UUID) -> UUID:
    """Answer somebody who asked. Returns the conversation of the two. Raises Refused when it is over."""
    found = seat.read(_Talk, "SELECT wellness_answer_call(%s, %s, %s)", call_id, uuid4(), now())[0].id
    if found is None:
        rules.over().or_refuse()
    assert found is not None
    tell(kind=CAME, about=call_id, members=[talk_of(seat, found).other_id])
    return found


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """End company in a group that somebody leaves, and take their name off what others keep of theirs."""
    seat.read(_Done, "SELECT wellness_leave_company(%s, %s)", membership.group_id, now())
    seat.read(_Done, "SELECT wellness_forget_given(%s)", membership.group_id)
