"""Asking somebody to try a practice set, and seeing whether they did; never how it went."""

from typing import NamedTuple
from uuid import UUID

from hearten.coach.scenarios import practice_sets
from hearten.groups.models import Membership, PracticeAsk
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.breaks import on_break
from hearten.notices.actions import tell


class Done(NamedTuple):
    """How many scenarios of one request were tried since it was made."""

    ask: UUID
    done: int


def ask_to_practise(seat: Seat, place: Place, membership_id: UUID, key: str) -> PracticeAsk:
    """Ask somebody of one's group to try a set. Asking twice for the same set changes nothing.

    Raises Unseen for somebody who is not there, or on a break.
    """
    person = seat.find(Membership, membership_id, group_id=place.group_id, ended_at=None)
    if not seat.glance(Membership).filter(~on_break(), pk=person.pk).exists():
        raise Unseen
    running = seat.glance(PracticeAsk).filter(membership=person, practice=key, ended_at=None).first()
    if running:
        return running
    made = PracticeAsk(
        group_id=place.group_id,
        membership=person,
        practice=key,
        scenarios=list(practice_sets()[key].scenarios),
        asked_at=now(),
    )
    made.save(force_insert=True)
    tell(kind="practice_asked", about=made.id, group=place.group_id)
    return made


def end_practice(seat: Seat, ask: PracticeAsk) -> None:
    """Take a request back. What was tried stays the member's own."""
    seat.glance(PracticeAsk).filter(pk=ask.pk, ended_at=None).update(ended_at=now())


def done_in(seat: Seat, group_id: UUID) -> dict[UUID, int]:
    """Return how far each running request is. Empty for everybody who does not lead the group."""
    return {row.ask: row.done for row in seat.read(Done, "SELECT * FROM groups_practice_done(%s)", group_id)}
