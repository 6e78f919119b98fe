"""What waits for somebody's digest, as rows: since when something calm is new, and when the digest comes."""

from datetime import datetime

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.models import Digest
from hearten.notices.outside.pace import Pace, last_day, moved, next_after


def digest_of(seat: Seat) -> Digest | None:
    """Return somebody's digest; None where their calm news is gathered by the hour."""
    return seat.glance(Digest).filter(member_id=seat.me).first()


def held_for_digest(seat: Seat, since: datetime) -> bool:
    """Whether calm news of this moment waits for the next digest; then the digest knows of it."""
    digest = seat.glance(Digest).filter(member_id=seat.me).select_for_update().first()
    if digest is None:
        return False
    digest.since = min(digest.since or since, since)
    digest.save(update_fields=["since"])
    return True


def pace_of(digest: Digest) -> Pace:
    """Return the pace that a row keeps."""
    return Pace(digest.at, digest.day)


def given(digest: Digest, zone: str, moment: datetime) -> None:
    """Write down that a digest was given, and when the next one comes.

    `zone` is the member's clock of now; "" where nobody says one any more: then it goes on by the one that it had.
    """
    pace, zone = pace_of(digest), zone or digest.zone
    digest.given_on = max(digest.given_on, *(last_day(pace, clock, moment) for clock in (digest.zone, zone)))
    digest.zone, digest.since = zone, None
    digest.next_at = next_after(pace, zone, moment, digest.given_on)
    digest.save(update_fields=["given_on", "zone", "since", "next_at"])


def move_to_zone(seat: Seat, zone: str) -> None:
    """Have the next one come by another clock. What is due already comes as it would have."""
    moment = now()
    waiting = seat.glance(Digest).filter(member_id=seat.me, next_at__gt=moment).select_for_update()
    if zone and (digest := waiting.first()):
        digest.zone, digest.next_at = zone, moved(pace_of(digest), zone, moment, digest.given_on)
        digest.save(update_fields=["zone", "next_at"])
