"""Leaving a group, and asking somebody to leave it."""

from typing import NamedTuple
from uuid import UUID

from hearten.groups.leaving import say_farewell
from hearten.groups.models import Membership
from hearten.groups.rules import may_lead
from hearten.groups.standing import Place
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.actions import withdraw_consent
from hearten.notices.actions import tell


class Ended(NamedTuple):
    member: UUID | None


def leave(seat: Seat, place: Place, how: str) -> None:
    """End one's own membership. `how` is "kept" (words stay, under "former member") or "erased" (words go too)."""
    membership = seat.find(Membership, place.membership_id)
    say_farewell(seat, membership, how)
    withdraw_consent(seat, f"agreement:{membership.group_id}")
    _end(seat, membership.id, how, "")


def remove(seat: Seat, place: Place, membership_id: UUID, words: str) -> None:
    """End somebody else's membership in a group that one leads; `words` are for them alone. Access ends at once."""
    may_lead(place).or_refuse()
    membership = seat.find(Membership, membership_id, group_id=place.group_id, ended_at=None)
    _end(seat, membership.id, "removed", words)
    tell(kind="group_ended", about=membership.id, members=[membership.member_id])


def _end(seat: Seat, membership_id: UUID, how: str, words: str) -> None:
    ended = seat.read(Ended, "SELECT groups_end_membership(%s, %s, %s)", membership_id, how, words)[0].member
    if ended is None:
        raise Unseen
    leases_changed([ended])
