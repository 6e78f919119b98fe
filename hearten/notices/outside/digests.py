"""Digests: calm news outside once a day or once a week, at a time of somebody's choice.

One is given in one transaction as its member: the row is locked, one message for each of their ways is put into the
outbox, the next moment is kept. Whoever kills the worker between two of them loses and repeats nothing.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.seat import VISITOR, Seat
from hearten.members import zones
from hearten.notices.due import as_its_member, one_by_one
from hearten.notices.kinds import kind_of, known
from hearten.notices.models import Digest, Level, Notice, Outgoing
from hearten.notices.outside.fresh import have_wait, open_ways, put_out, think
from hearten.notices.outside.holding import given
from hearten.notices.outside.pace import Pace, last_day, next_after


class _Member(NamedTuple):
    id: UUID


def give_digests() -> int:
    """Give every digest that is due. Returns how many were due."""
    moment = now()
    with as_member(None), transaction.atomic():
        due = VISITOR.read(_Member, "SELECT * FROM notices_digests_due(%s) AS m (id)", moment)
    return one_by_one(due, lambda one: as_its_member(one.id, lambda seat: _give(seat, moment)))


def _give(seat: Seat, moment: datetime) -> None:
    """Give one: where nothing is new, nothing goes out, and the next one comes at its time."""
    mine = seat.glance(Digest).filter(member_id=seat.me, next_at__lte=moment)
    if mine.select_for_update(skip_locked=True).first() is None:
        return  # another worker has it
    think(seat)  # what came a moment ago goes with it
    digest = mine.get()
    if digest.since is not None:
        since = _taken_back(seat, digest.since) or digest.since  # one message for both, of the earlier moment
        for channel, device in open_ways(seat):
            put_out(seat, channel, device, Level.CALM, since=since, due=moment)
    given(digest, zones.zone_of(seat), moment)


def choose(seat: Seat, pace: Pace | None) -> None:
    """Keep at which pace calm news goes outside from now on; None: it is gathered by the hour.

    What waits already goes with the first digest, or, where there is none any more, within the hour. A day that had its
    digest has no second one. Raises Refused where no zone is known.
    """
    seat.one_at_a_time(f"digest {seat.me}")
    digest = seat.glance(Digest).filter(member_id=seat.me).select_for_update().first()
    if pace is None:
        if digest is not None:
            digest.delete()
            _let_go(seat, digest.since)
        return
    if digest is not None and (digest.at, digest.day) == pace:
        return
    _keep(seat, pace, digest or Digest(id=uuid4(), member_id=seat.me), now())


def _keep(seat: Seat, pace: Pace, digest: Digest, moment: datetime) -> None:
    fresh, zone = digest._state.adding, zones.known_zone_of(seat)
    behind = last_day(pace, zone, moment)
    digest.given_on = behind if fresh else max(behind, digest.given_on)
    digest.at, digest.day, digest.zone = pace.at, pace.day, zone
    digest.next_at = next_after(pace, zone, moment, digest.given_on)
    digest.since = _taken_back(seat, digest.since)
    digest.save(force_insert=fresh)
    if digest.since is not None and _somebody_waits(seat, digest.since):
        have_wait(seat, open_ways(seat), Level.CALM, digest.since, awaited=True)


def _somebody_waits(seat: Seat, since: datetime) -> bool:
    """Whether something is new since then that is for no digest."""
    kinds = [name for name in known() if kind_of(name).awaited]
    return seat.glance(Notice).filter(member_id=seat.me, seen_at=None, made_at__gte=since, kind__in=kinds).exists()


def _taken_back(seat: Seat, since: datetime | None) -> datetime | None:
    """Take calm messages back that wait to go out by the hour, and return since when there is something new."""
    mine = seat.glance(Outgoing).filter(member_id=seat.me, level=Level.CALM, done_at=None, dated_at=None)
    waiting = list(mine.select_for_update(skip_locked=True))
    seat.glance(Outgoing).filter(pk__in=[one.pk for one in waiting]).delete()
    return min([*([since] if since else []), *(one.made_at for one in waiting)], default=None)


def _let_go(seat: Seat, since: datetime | None) -> None:
    if since is not None:
        have_wait(seat, open_ways(seat), Level.CALM, since, awaited=False)
