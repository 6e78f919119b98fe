"""What becomes of an address when letters to it come back: it ends at once, or after three of them in three days."""

from collections.abc import Iterable
from datetime import timedelta

from hearten.by_letter.bounces import Report
from hearten.by_letter.models import WayBack
from hearten.by_letter.signed import Way
from hearten.kernel.clock import now
from hearten.kernel.keystore import blind_index
from hearten.kernel.seat import Seat
from hearten.notices.outside.mail import addresses

MOST_FULL, WITHIN = 3, timedelta(days=3)


def note(seat: Seat, way: Way, reports: Iterable[Report]) -> None:
    """Note that one letter came back, once, and end the letters to its address where that is enough for it.

    A report about somebody else's address counts for nothing: the letter was passed on, and what came of that is not
    this address's.
    """
    kinds = {one.kind for one in reports if _is_about(one, way)} - {""}
    if not kinds:
        return
    seat.one_at_a_time(f"bounces {seat.me}")
    kind = WayBack.Bounced.GONE if WayBack.Bounced.GONE in kinds else WayBack.Bounced.FULL
    ways = seat.glance(WayBack).filter(member_id=seat.me)
    if not ways.filter(pk=way.id, bounced_at=None).update(bounced_at=now(), bounced_as=kind):
        return
    if kind == WayBack.Bounced.GONE or _is_full_for_long(seat, way):
        addresses.bounced(seat, way.made_at)


def _is_about(report: Report, way: Way) -> bool:
    return not report.addresses or way.email_index in {blind_index("e-mail", one) for one in report.addresses}


def _is_full_for_long(seat: Seat, way: Way) -> bool:
    """Whether three letters came back, the first and the last of them three days apart, since the address was asked."""
    mailing = addresses.mailing_of(seat)
    if mailing is None:
        return False
    since = seat.glance(WayBack).filter(
        member_id=seat.me, email_index=way.email_index, made_at__gte=mailing.asked_at, bounced_at__isnull=False
    )
    moments = sorted(one for one in since.values_list("bounced_at", flat=True) if one)
    return len(moments) >= MOST_FULL and moments[-1] - moments[0] >= WITHIN
