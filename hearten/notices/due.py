"""What is due, looked at every second by the worker: reminders to give, and what new notices mean for the outside.

Each step is one transaction as the member whom it is about. Killed in between, a worker loses nothing and repeats
nothing.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID, uuid4

from django.db import Error, connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.seat import VISITOR, Seat
from hearten.members import zones
from hearten.notices import letters, pushing
from hearten.notices.addresses import is_open, mailing_of
from hearten.notices.carrying import WayIsDown
from hearten.notices.devices import open_devices
from hearten.notices.jobs import hear_again
from hearten.notices.kinds import kind_of, known
from hearten.notices.models import Channel, Level, Outgoing, Reminder, Ways
from hearten.notices.reminders import given

log = logging.getLogger("hearten.notices")
Row = TypeVar("Row", bound=NamedTuple)

GATHER = timedelta(minutes=2)
AT_MOST_EVERY = timedelta(hours=1)


class _Due(NamedTuple):
    member: UUID
    reminder: UUID


class _Member(NamedTuple):
    id: UUID


class _Kind(NamedTuple):
    kind: str
    at: datetime


def give_reminders() -> int:
    """Give every reminder that is due. Returns how many were due."""
    moment = now()
    with as_member(None), transaction.atomic():
        due = VISITOR.read(_Due, "SELECT * FROM notices_reminders_due(%s)", moment)
    return one_by_one(due, lambda one: as_its_member(one.member, lambda seat: _give(seat, one.reminder, moment)))


def one_by_one(rows: Sequence[Row], work: Callable[[Row], object]) -> int:
    """Do something for each; what is wrong with one of them holds up no other. Returns how many there were.

    Raises what concerns all of them: Error (the database), WayIsDown.
    """
    for row in rows:
        try:
            work(row)
        except (Error, WayIsDown):
            raise
        except Exception:
            log.exception("one thing that is due could not be done; the others go on")
    return len(rows)


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


def think_of_fresh() -> int:
    """Decide for every new notice what has to go outside. Returns of how many members."""
    with as_member(None), transaction.atomic():
        members = VISITOR.read(_Member, "SELECT * FROM notices_fresh_members() AS m (id)")
    return one_by_one(members, lambda member: as_its_member(member.id, _think))


def _think(seat: Seat) -> None:
    fresh = seat.read(_Kind, "DELETE FROM notices_fresh WHERE member_id = %s RETURNING kind, at", seat.me)
    since: dict[Level, datetime] = {}
    for one in fresh:
        if (level := level_of(one.kind)) is not None:
            since[level] = min(since.get(level, one.at), one.at)
    for channel, device in _open_ways(seat) if since else ():
        for level, at in since.items():
            _wait(seat, channel, device, level, at)


def level_of(kind: str) -> Level | None:
    """Return how much word of such a notice may wait; None for a kind that nobody knows any more."""
    if kind not in known():
        return None
    found = kind_of(kind)
    return Level.DUTY if found.duty else Level.URGENT if found.urgent else Level.CALM


def _open_ways(seat: Seat) -> list[tuple[Channel, UUID | None]]:
    ways = seat.glance(Ways).filter(member_id=seat.me).first()
    found: list[tuple[Channel, UUID | None]] = []
    if letters.is_on() and ways is not None and ways.mail_since and is_open(mailing_of(seat)):
        found.append((Channel.MAIL, None))
    if pushing.is_on():
        found += [(Channel.PUSH, device) for device in open_devices(seat)]
    return found


def _wait(seat: Seat, channel: Channel, device: UUID | None, level: Level, since: datetime) -> None:
    """Have one message wait. Where one of its level waits already, that one will do."""
    moment = now()
    due = moment if level else max(moment + GATHER, not_before(seat, channel, device))
    row = Outgoing(id=uuid4(), member_id=seat.me, channel=channel, device_id=device, level=level)
    row.made_at, row.due_at = since, due
    Outgoing.objects.bulk_create([row], ignore_conflicts=True)


def not_before(seat: Seat, channel: str, device: UUID | None) -> datetime:
    """Return from when the next message that can wait may go by a way: an hour after the last one."""
    sent = seat.glance(Outgoing).filter(member_id=seat.me, channel=channel, device_id=device, how=Outgoing.How.SENT)
    last = sent.order_by("-done_at").values_list("done_at", flat=True).first()
    return last + AT_MOST_EVERY if last else datetime.min.replace(tzinfo=now().tzinfo)
