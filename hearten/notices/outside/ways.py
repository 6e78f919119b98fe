"""How news reaches somebody outside these pages: what they chose, and choosing it."""

from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import uuid4

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.models import Mailing, Ways
from hearten.notices.outside.mail import letters
from hearten.notices.outside.mail.addresses import address_of, is_late, is_open, mailing_of


@dataclass(frozen=True)
class Mail:
    """How letters stand.

    `state`: "off" (none are sent here), "none" (no address), "new", "waits" (a letter with a code is to be sent),
    "asked" (it was sent), "unsent" (it could not be, for a day), "late" (its code counts no more), "open", "ended".
    """

    state: str
    address: str = ""
    why: str = ""


def ways_of(seat: Seat) -> Ways:
    """Return what somebody chose; where they chose nothing, what holds then (a row that is not kept)."""
    return seat.glance(Ways).filter(member_id=seat.me).first() or Ways(id=uuid4(), member_id=seat.me)


def mail_of(seat: Seat) -> Mail:
    """Return how letters to the seat's own member stand."""
    if not letters.is_on():
        return Mail("off")
    address, mailing = address_of(seat), mailing_of(seat)
    if not address:
        return Mail("none")
    if mailing is None:
        return Mail("new", address)
    if mailing.ended_at is not None:
        return Mail("ended", address, str(Mailing.Ended(mailing.ended_how).label))
    return Mail("open" if is_open(mailing) else _asked(mailing), address)


def _asked(mailing: Mailing) -> str:
    if is_late(mailing):
        return "late" if mailing.written_at else "unsent"
    return "asked" if mailing.written_at else "waits"


def keep_ways(seat: Seat, *, mail: bool, quiet_from: time | None, quiet_until: time | None, wakes: str) -> None:
    """Keep what somebody chose. Since when they wish for letters stays while they do."""
    seat.one_at_a_time(f"ways {seat.me}")
    row = ways_of(seat)
    row.mail_since = (row.mail_since or now()) if mail else None
    row.quiet_from, row.quiet_until, row.wakes = quiet_from, quiet_until, wakes
    row.save(force_insert=row._state.adding)


def end_letters(seat: Seat) -> None:
    """Have no letters go to the seat's own member any more, until they choose them anew."""
    seat.glance(Ways).filter(member_id=seat.me).update(mail_since=None)


def as_given(ways: Ways) -> dict[str, Any]:
    """Return what the form shows of a choice."""
    hours = {"quiet_from": ways.quiet_from, "quiet_until": ways.quiet_until}
    clock = {name: at.isoformat("minutes") if at else "" for name, at in hours.items()}
    return {"mail": ways.mail_since is not None, "wakes": ways.wakes, **clock}
