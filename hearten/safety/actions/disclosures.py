"""Asking emergency services to help: asked by one person, agreed by another, carried out by people (CR-12).

Nothing here reaches anybody outside: hearten cannot call, and knows no place.
"""

from collections.abc import Mapping

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.actions import tell
from hearten.safety.actions.concerns import Done
from hearten.safety.models import Concern, Disclosure
from hearten.safety.rules import may_disclose

SECOND = "second_person"


def to_desk(seat: Seat, concern: Concern) -> bool:
    """Ask the people who run this place as well. Returns whether it happened: only for its owner."""
    return seat.read(Done, "SELECT safety_to_desk(%s)", concern.id)[0].done


def ask(seat: Seat, concern: Concern, name: str, said: Mapping[str, str]) -> Disclosure:
    """Ask a second person to agree to telling emergency services. Raises Refused.

    The staff is asked too: a group may have nobody else who leads it.
    """
    is_open = concern.closed_at is None
    may_disclose(concern.level, said["unable"], concern.owner_id == seat.me, is_open).or_refuse()
    to_desk(seat, concern)
    asked = Disclosure(concern=concern, asked_by_id=seat.me, member_id=seat.me, asked_name=name, asked_at=now())
    for field in ("unable", "tried", "tells", "whom", "basis", "untold_because"):
        setattr(asked, field, said[field])
    asked.save(force_insert=True)
    tell(kind=SECOND, about=asked.id)
    return asked
