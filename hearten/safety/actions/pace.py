"""A group's own pace: how soon the next people are asked, within the house's bounds."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.safety.models import Pace
from hearten.safety.rules import PACES, may_pace


class _Step(NamedTuple):
    level: str
    step: str
    minutes: int


def minutes_of(seat: Seat, group_id: UUID) -> dict[str, int]:
    """Return the minutes that hold for a group, by "level_step": its own, or the default."""
    return {
        f"{one.level}_{one.step}": one.minutes for one in seat.read(_Step, "SELECT * FROM safety_paces(%s)", group_id)
    }


def keep(seat: Seat, place: Place, said: Mapping[str, int]) -> None:
    """Keep a group's own minutes. Raises Refused outside the bounds."""
    minutes = {(level, step): said[f"{level}_{step}"] for level, step in PACES}
    may_pace(minutes).or_refuse()
    seat.glance(Pace).filter(group_id=place.group_id).delete()
    who = {"group_id": place.group_id, "set_by_name": place.name, "set_at": now()}
    Pace.objects.bulk_create(
        Pace(level=level, step=step, seconds=value * 60, **who) for (level, step), value in minutes.items()
    )
