"""News of private contact: that there is some, and nothing else."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.messages.reading import Talk
from hearten.notices.kinds import Kind, Told, register
from hearten.notices.models import Notice

KIND = "private"


def _talk(told: Told) -> str:
    return url("messages:talk", told.about)


def ready() -> None:
    """Make this slice's kind of notice known."""
    register(
        Kind(KIND, lambda told: _("Somebody wrote to you privately"), _talk, "SELECT messages_whom_to_tell(%(about)s)")
    )


def heard(seat: Seat, talk: Talk) -> None:
    """Mark the news of a talk as read, now that its page is open. Only its owner ever sees that."""
    seat.glance(Notice).filter(member_id=seat.me, kind=KIND, about=talk.id, seen_at=None).update(seen_at=now())
