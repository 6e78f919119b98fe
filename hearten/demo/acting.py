"""Acting as one of the demo's people, at the time at which they did it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from hearten.kernel import clock
from hearten.kernel.acting import act_now
from hearten.kernel.seat import Seat

Made = TypeVar("Made")


def at_their_time(member: UUID, at: datetime, act: Callable[[Seat], Made], standing: str = "") -> Made:
    """Do something as a member, with the clock at `at`, in the running transaction. The clock stays there."""
    clock.ask(lambda: at)
    act_now(member)
    return act(Seat(member, standing))
