"""Who of the staff looked (PR-30): rows that the database wrote when they did, and what other slices know of it.

A slice in which staff can read something private either writes a StaffRead in the reviewed function that hands it out,
or registers a reader here, for looks that leave a row of their own (a grant). It also says what its kind is called.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from hearten.kernel.seat import Seat
from hearten.members.models import StaffRead

MOST = 200


class Look(NamedTuple):
    """One time that somebody of the staff looked at something of this member's."""

    at: datetime
    staff_name: str
    what: str
    reason: str


_named: dict[str, Callable[[], str]] = {}
_readers: list[Callable[[Seat], list[Look]]] = []


def name_look(what: str, words: Callable[[], str]) -> None:
    """Say what looks of the kind `what` (StaffRead.what) are called. It never names a group."""
    _named[what] = words


def also_looks(reader: Callable[[Seat], list[Look]]) -> None:
    """Have the looks that `reader` finds in the member's list."""
    if reader not in _readers:
        _readers.append(reader)


def words_of(what: str) -> str:
    """Return what was looked at, as a person reads it: a kind that is named, or the words that stand there."""
    return _named.get(what, lambda: what)()


def looks_of(seat: Seat) -> list[Look]:
    """Return every look at something of this member's, newest first. Row-level security keeps back what is held."""
    written = seat.glance(StaffRead).filter(member_id=seat.me).order_by("-at")[:MOST]
    found = [Look(row.at, row.staff_name, words_of(row.what), row.reason) for row in written]
    found += [look for reader in _readers for look in reader(seat)]
    return sorted(found, reverse=True)[:MOST]
