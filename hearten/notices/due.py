"""What is due, looked at every second by the worker, one by one: reminders to give. What goes out is in outside/.

Each step is one transaction as the member whom it is about. Killed in between, a worker loses nothing and repeats
nothing.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db import Error, connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.seat import VISITOR, Seat
from hearten.members import zones
from hearten.notices.jobs import hear_again
from hearten.notices.kinds import kind_of, known
from hearten.notices.models import Reminder
from hearten.notices.reminders import given

log = logging.getLogger("hearten.notices")
Row = TypeVar("Row", bound=NamedTuple)


class OfAll(Exception):
    """A fault that concerns everybody whose turn comes, and not the one whose turn it was."""


class _Due(NamedTuple):
    member: UUID
    reminder: UUID


def give_reminders() -> int:
    """Give every reminder that is due. Returns how many were due."""
    moment = now()
    with as_member(None), transaction.atomic():
        due = VISITOR.read(_Due, "SELECT * FROM notices_reminders_due(%s)", moment)
    return one_by_one(due, lambda one: as_its_member(one.member, lambda seat: _give(seat, one.reminder, moment)))


def one_by_one(rows: Iterable[Row], work: Callable[[Row], object]) -> int:
    """Do something for each; what is wrong with one of them holds up no other. Returns how many there were.

    Raises what concerns all of them: Error (the database), OfAll.
    """
    looked = 0
    for row in rows:
        looked += 1
        try:
            work(row)
        except (Error, OfAll):
            raise
        except Exception:
            log.exception("one thing that is due could not be done; the others go on")
    return looked


def as_its_member(member: UUID, work: Callable[[Seat], object]) -> None:
    """Do something as a member whose own it is, in one transaction."""
    with as_member(member), transaction.atomic():
        work(Seat(member))


def _give(seat: Seat, key: UUID, moment: datetime) -> None:
    mine = seat.glance(Reminder).filter(pk=key, member_id=seat.me, next_at__lte=moment)
    reminder = mine.select_for_update(skip_locked=True).first()
    if reminder is None:
        return  # another worker has it
    if reminder.kind in known() and (kind_of(reminder.kind).always or not _away(seat)):
        hear_again(seat.me, reminder.kind, reminder.about)
    given(reminder, zones.zone_of(seat), moment)


def _away(seat: Seat) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT hearten_on_break(%s)", [seat.me])
        return bool(cursor.fetchone()[0])
