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
    until, mine = moment + timedelta(minutes=minutes), seat.glance(Sitting).filter(membership_id=place.membership_id)
    if mine.filter(until__gt=moment).update(until=until) or mine.update(began_at=moment, until=until):
        return
    row = Sitting(group_id=place.group_id, membership_id=place.membership_id, began_at=moment, until=until)
    row.save(force_insert=True)


def leave(seat: Seat, place: Place) -> None:
    """Leave the room. Nothing happens where one does not sit there."""
    seat.glance(Sitting).filter(membership_id=place.membership_id).delete()
