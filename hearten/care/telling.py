"""News of what two people share here, in words that say nothing: not who, not what, not about what."""

from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearten.care import reminding
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.notices.kinds import Kind, Told, register
from hearten.notices.models import Notice


def ready() -> None:
    """Make the kinds known."""
    register(
        Kind(
            "care_invited",
            lambda told: _("Somebody would like you to look at something"),
            lambda told: url("care:shared", told.about),
            "SELECT care_whom_invited(%(about)s)",
        )
    )
    register(
        Kind(
            "care_suggested",
            lambda told: _("Somebody answered what you asked them to look at"),
            lambda told: url("care:appointment", told.about),
            "SELECT care_whom_suggested(%(about)s)",
        )
    )
    register(
        Kind(
            "care_practice",
            lambda told: _("Something new in a practice of yours"),
            lambda told: url("care:practice", told.about),
            "SELECT care_whom_to_tell(%(about)s)",
        )
    )

    for kind in (reminding.TIMES, reminding.REFILL):
        register(Kind(kind, _something, lambda told: url("care:routine"), always=True))
    register(Kind(reminding.VISIT, _something, lambda told: url("care:appointment", told.about), always=True))


def _something(told: Told) -> str:
    return gettext("Something you wanted to be reminded of")


def heard(seat: Seat, kind: str, about: UUID) -> None:
    """Mark the news about something as read, now that its page is open. Only its owner ever sees that."""
    seat.glance(Notice).filter(member_id=seat.me, kind=kind, about=about, seen_at=None).update(seen_at=now())
