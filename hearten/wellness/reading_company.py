"""What a member reads of company: whom they named, who named them, and what was asked for."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.groups.contact import is_closed_to
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen, Verdict
from hearten.messages.reading import Talk, contact_of, talks
from hearten.wellness import rules
from hearten.wellness.models import Call, Room


class Pair(NamedTuple):
    """One person of a list, by the name that stood there when one asked the other."""

    id: UUID
    group_id: UUID
    group_title: str
    name: str
    agreed: bool
    made_at: datetime


class Asked(NamedTuple):
    """A call that reached the reader. `talk_id`: where they answered it."""

    name: str
    group_title: str
    is_open: bool
    talk_id: UUID | None


class _Rests(NamedTuple):
    rests: bool


def named(seat: Seat) -> Sequence[Pair]:
    """Return whom the reader named. It is the same list whatever those people do elsewhere."""
    return seat.read(Pair, "SELECT * FROM wellness_my_peers(%s)", now())


def who_named_me(seat: Seat) -> Sequence[Pair]:
    """Return who named the reader: first who waits for an answer."""
    found = seat.read(Pair, "SELECT * FROM wellness_who_named_me(%s)", now())
    return sorted(found, key=lambda one: one.agreed)


def naming(seat: Seat, peer_id: UUID) -> Pair:
    """Return one naming of the reader. Raises Unseen for everybody but whom it is about."""
    found = [one for one in who_named_me(seat) if one.id == peer_id]
    if not found:
        raise Unseen
    return found[0]


def could_name(seat: Seat, there: Sequence[Pair]) -> list[Talk]:
    """Return the reader's running conversations: people whom they could name."""
    names = {(one.group_id, one.name) for one in there}
    return [one for one in talks(seat) if one.open and (one.group_id, one.their_name) not in names]


def room_of(seat: Seat) -> Room | None:
    """Return the reader's own running room for company, or None."""
    found = seat.glance(Room).filter(member_id=seat.me, ended_at=None).first()
    return found if found and (found.until is None or found.until > now()) else None


def last_call(seat: Seat) -> Call | None:
    """Return the reader's own latest call, or None."""
    return seat.glance(Call).filter(member_id=seat.me).order_by("-made_at").first()


def asked(seat: Seat, call_id: UUID) -> Asked:
    """Return a call that reached the reader. Raises Unseen for everybody else."""
    found = seat.read(Asked, "SELECT * FROM wellness_call_for_me(%s, %s)", call_id, now())
    if not found:
        raise Unseen
    return found[0]


def may_ask(seat: Seat, moment: datetime) -> Verdict:
    """Judge whether the reader can ask for company now."""
    rests = seat.read(_Rests, "SELECT hearten_on_break(%s)", seat.me)[0].rests
    agreed = sum(one.agreed for one in named(seat))
    contact = contact_of(seat) is not None
    return rules.may_ask_for_company(is_closed_to(seat), contact, rests, agreed, last_call(seat), moment)
