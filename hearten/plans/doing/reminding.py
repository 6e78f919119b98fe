"""Being reminded of one thing of one's plan, at a time of day. The notice says that there is one, and not which."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.notices.reminders import Rhythm, remind, remind_no_more, reminded_at, rhythm_kept
from hearten.plans.calendar import today
from hearten.plans.models import Cadence
from hearten.plans.models.doing import Often

KIND = "plan_thing"


def at_time(seat: Seat, commitment_id: UUID, at: time | None) -> None:
    """Be reminded at this time on its days from now on; None: not any more. Raises Refused where no clock is known."""
    held = _cadence(seat, commitment_id)
    if at is None or held is None:
        return no_more(seat, commitment_id)
    remind(seat, kind=KIND, about=commitment_id, rhythm=_on_its_days(held, at))


def follow(seat: Seat, commitment_id: UUID) -> None:
    """Be reminded at the same time on other days: how often has changed. Nothing happens where nobody is reminded."""
    kept = rhythm_kept(seat, kind=KIND, about=commitment_id)
    if kept is not None:
        at_time(seat, commitment_id, kept.times[0])


def no_more(seat: Seat, commitment_id: UUID) -> None:
    """Be reminded of it no more: it is paused, over or gone, or its person wants that."""
    remind_no_more(seat, kind=KIND, about=commitment_id)


def comes_next(seat: Seat, commitment_id: UUID) -> datetime | None:
    """Return when the next one comes (UTC), or None."""
    return reminded_at(seat, kind=KIND, about=commitment_id)


def _cadence(seat: Seat, commitment_id: UUID) -> Cadence | None:
    rows = seat.glance(Cadence).filter(commitment_id=commitment_id, from_day__lte=today())
    return rows.order_by("-from_day").first()


def _on_its_days(held: Cadence, at: time) -> Rhythm:
    """Return its days. "A number of times in a week" has none of its own: then every day, as long as one likes."""
    first: date = held.on_day or held.from_day
    days: Sequence[int] = [day - 1 for day in held.weekdays] if held.often == Often.WEEKDAYS else []
    every = held.number if held.often == Often.EVERY else 0
    return Rhythm((at,), first=first, days=tuple(days), every=every, last=held.on_day)
