"""What others read here is read for danger: turns, suggestions, and a preparation while somebody is invited."""

from typing import NamedTuple
from uuid import UUID

from hearten.care import reading_visits
from hearten.care.actions.invites import SUGGESTED
from hearten.care.actions.practice import TURN
from hearten.care.actions.visits import KIND
from hearten.care.models import Suggestion, Turn
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.safety.sources import Source, register


class _Practice(NamedTuple):
    id: UUID


def _turn(seat: Seat, turn_id: UUID) -> str:
    return seat.find(Turn, turn_id).body or ""


def _suggestion(seat: Seat, suggestion_id: UUID) -> str:
    return seat.find(Suggestion, suggestion_id).words or ""


def preparation(seat: Seat, appointment_id: UUID) -> str:
    """Return everything that its person wrote in a preparation for others to read."""
    kept = reading_visits.one(seat, appointment_id)
    return "\n\n".join([*kept.parts.values(), *(line.text for line in kept.lines)])


def where_opened(seat: Seat, turn_id: UUID) -> str:
    """Return where the staff opens the practice of a turn, while a concern about it is open; "" for others."""
    found = seat.read(_Practice, "SELECT * FROM care_where_concern(%s)", turn_id)
    return url("desk:practice", found[0].id) if found else ""


def ready() -> None:
    """Make the kinds known to safety. None of them is of a group: who leads one reads nothing here."""
    register(
        Source(TURN, _turn, lambda seat, item: None, lambda item: url("care:practices"), where_opened, holds_panel=True)
    )
    register(Source(SUGGESTED, _suggestion, lambda seat, item: None, lambda item: url("care:appointments")))
    register(
        Source(KIND, preparation, lambda seat, item: None, lambda item: url("care:appointment", item), holds_panel=True)
    )
