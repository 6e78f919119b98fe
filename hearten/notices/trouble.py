"""Whether the ways outside work, for the operator: in one word for a monitor, in a line for `hearten check`."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from hearten.kernel.seat import VISITOR
from hearten.notices import letters, pushing
from hearten.notices.models import Channel

_NOW = "SELECT channel, since, cause FROM notices_trouble WHERE ended_at IS NULL ORDER BY channel"


class Fault(NamedTuple):
    """One way that does not work: since when, and of what kind the fault is."""

    channel: str
    since: datetime
    cause: str


def faults() -> Sequence[Fault]:
    """Return what does not work now, of the ways that are switched on."""
    found = VISITOR.read(Fault, _NOW)
    return [one for one in found if is_on(Channel(one.channel))]


def is_on(channel: Channel) -> bool:
    """Whether this place uses a way at all."""
    return letters.is_on() if channel == Channel.MAIL else pushing.is_on()


def in_a_word(channel: Channel) -> str | None:
    """Return "ok" or "failing" of a way; None where it is off."""
    if not is_on(channel):
        return None
    return "failing" if any(one.channel == channel for one in faults()) else "ok"
