"""How soon people are usually answered in a group, for whoever looks for one: coarse, and never of a few."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat


class Typical(IntEnum):
    """Within which time three of four conversations had their first answer; the smaller, the sooner."""

    HOUR = 1
    HOURS = 2  # six
    DAY = 3
    LONGER = 4


class _Step(NamedTuple):
    group_id: UUID
    step: int


def typical_of(seat: Seat, group_ids: Sequence[UUID]) -> dict[UUID, Typical]:
    """Return how soon people were usually answered in the last 60 days, of groups that this seat may read about.

    A visitor may ask, too. A group is left out while there were fewer than five conversations to say it of.
    """
    found = seat.read(_Step, "SELECT * FROM answering_typical(%s)", list(group_ids))
    return {one.group_id: Typical(one.step) for one in found}
