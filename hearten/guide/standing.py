"""Where somebody stands with the Guide: closed here, open but not asked for, on, or stopped for them."""

from typing import NamedTuple

from django.conf import settings

from hearten.guide.models import Stop
from hearten.kernel.seat import Seat
from hearten.members.actions import has_consent

PURPOSE = "guide"
CLOSED, OFFERED, ON, STOPPED = "closed", "offered", "on", "stopped"


class _Open(NamedTuple):
    open: bool


def is_open(seat: Seat) -> bool:
    """Whether the Guide is open on this install now. Never where words are not read for danger: rules own crisis."""
    if not settings.HEARTEN_READ_FOR_DANGER:
        return False
    return seat.read(_Open, "SELECT EXISTS (SELECT 1 FROM guide_opening WHERE closed_at IS NULL)")[0].open


def standing(seat: Seat) -> str:
    """Return where the seat's member stands now. Asked at every step: a switch holds from the next one on."""
    if not is_open(seat):
        return CLOSED
    if seat.glance(Stop).filter(member_id=seat.me, lifted_at=None).exists():
        return STOPPED
    return ON if has_consent(seat, PURPOSE) else OFFERED
