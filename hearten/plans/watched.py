"""What people write for others in this slice, as it is read for danger: for a group, for a few, for one.

Words for one person or a circle are of no group, as private messages are: who leads a group cannot open them. The staff
opens them with a reason, while a concern about them is open.
"""

from collections.abc import Callable
from uuid import UUID

from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.plans.circles import actions as circles
from hearten.plans.days import showing
from hearten.plans.models import CircleShow, CircleWords, ReturnNote, Shared, Told
from hearten.plans.reported import where_opened
from hearten.plans.returns import actions as returns
from hearten.safety.sources import Shown, Source, register

Text = Callable[[Seat, UUID], str]


def _told(seat: Seat, told_id: UUID) -> str:
    return seat.find(Told, told_id).body


def _told_shown(seat: Seat, told_id: UUID) -> Shown | None:
    try:
        found = seat.find(Told, told_id)
    except Unseen:
        return None
    return Shown(found.membership.name, found.body, safe_html(found.html), found.made_at)


def _nobody(seat: Seat, about: UUID) -> Shown | None:
    return None


def ready() -> None:
    """Make all of it known to safety."""
    register(Source(showing.TOLD, _told, _told_shown, lambda told: url("plans:told", told)))
    closed: list[tuple[str, Text, Callable[[UUID], str]]] = [
        (showing.SHOWN, lambda seat, key: seat.find(Shared, key).words or "", lambda key: url("plans:shown")),
        (circles.SHOW, lambda seat, key: seat.find(CircleShow, key).called or "", lambda key: url("plans:circles")),
        (circles.WORDS, lambda seat, key: seat.find(CircleWords, key).words or "", lambda key: url("plans:circles")),
        (returns.NOTE, lambda seat, key: seat.find(ReturnNote, key).words or "", lambda key: url("plans:plan")),
    ]
    for kind, text, where in closed:
        register(Source(kind, text, _nobody, where, where_opened(kind)))
