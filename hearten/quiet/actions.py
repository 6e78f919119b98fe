"""Sitting down in a quiet room, staying longer, and leaving. Nobody is told of any of it."""

from datetime import timedelta

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.quiet.models import Sitting


def sit(seat: Seat, place: Place, minutes: int) -> None:
    """Sit in the room of `place` for so many minutes from now; who sits there already stays so much from now on."""
    seat.one_at_a_time(f"quiet {seat.me}")
    moment = now()
    row = seat.glance(Sitting).filter(membership_id=place.membership_id).first()
    if row is None:
        row = Sitting(group_id=place.group_id, membership_id=place.membership_id, began_at=moment, until=moment)
        row.until += timedelta(minutes=minutes)
        row.save(force_insert=True)
        return
    row.began_at = row.began_at if row.until > moment else moment
    row.until = moment + timedelta(minutes=minutes)
    row.save(update_fields=["began_at", "until"])


def leave(seat: Seat, place: Place) -> None:
    """Leave the room. Nothing happens where one does not sit there."""
    seat.glance(Sitting).filter(membership_id=place.membership_id).delete()
