"""Saying what one offers, taking it back, wanting no suggestions, having time now. Nobody is told of any of it."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.offers import reading
from hearten.offers.models import NoSuggestions, Offer, TimeNow

TIME = timedelta(hours=2)


def say(
    seat: Seat, place: Place, lived: Sequence[str], wants: Sequence[str], a_day: int, a_week: int, rests: date | None
) -> None:
    """Keep what the seat offers in a group, in the place of what it said before. Unknown tags are left out."""
    known = {tag for tag, _label in reading.tags(reading.topics_of(seat, place.group_id))}
    said = {
        "lived": [tag for tag in lived if tag in known],
        "wants": [one for one in wants if one != reading.WELCOME],
        "welcomes": reading.WELCOME in wants,
    }
    seat.one_at_a_time(f"offer {seat.me}")
    kept = reading.offer_in(seat, place.group_id)
    row = kept or Offer(member_id=seat.me, group_id=place.group_id)
    row.said, row.a_day, row.a_week, row.resting_until = json.dumps(said), a_day, a_week, rests
    if kept is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["said", "a_day", "a_week", "resting_until"])


def forget(seat: Seat, group_id: UUID) -> None:
    """Take back what the seat offers in a group."""
    seat.glance(Offer).filter(member_id=seat.me, group_id=group_id).delete()


def want_none(seat: Seat) -> None:
    """Want no suggestions any more, in no group."""
    seat.one_at_a_time(f"offer {seat.me}")
    if not reading.wants_none(seat):
        NoSuggestions(member_id=seat.me, since=now()).save(force_insert=True)


def want_again(seat: Seat) -> None:
    """Want suggestions again."""
    seat.glance(NoSuggestions).filter(member_id=seat.me).delete()


def have_time(seat: Seat) -> None:
    """Have time now, for two hours from now."""
    seat.one_at_a_time(f"offer {seat.me}")
    until = now() + TIME
    if not seat.glance(TimeNow).filter(member_id=seat.me).update(until=until):
        TimeNow(member_id=seat.me, until=until).save(force_insert=True)


def have_no_time(seat: Seat) -> None:
    """Have no time any more; when somebody had some is forgotten."""
    seat.glance(TimeNow).filter(member_id=seat.me).delete()
