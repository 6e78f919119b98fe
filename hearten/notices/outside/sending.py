"""Sending what is due, one message after the other, each in a transaction that holds it until it was taken.

Only where a worker is killed between the other side's taking and our commit does a message go twice; a letter then has
the same Message-ID and date. What is asked right before: is that way still wished for, was it read here meanwhile, are
there quiet hours now. A message that was not taken waits longer each time, for three days in all.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import Error, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.seat import VISITOR, Seat
from hearten.members import breaks, zones
from hearten.notices.coming_back import Back, Leaving, way_back
from hearten.notices.due import as_its_member
from hearten.notices.kinds import kind_of, known
from hearten.notices.models import Channel, Device, Level, Mailing, Outgoing, Ways
from hearten.notices.outside import faults, trouble
from hearten.notices.outside.carrying import Gone, NotNow, WayIsDown
from hearten.notices.outside.fresh import have_wait, level_of, not_before
from hearten.notices.outside.holding import digest_of
from hearten.notices.outside.mail import addresses, letters
from hearten.notices.outside.push import pushing
from hearten.notices.outside.push.devices import open_devices, place_of
from hearten.notices.outside.quiet import held_until
from hearten.notices.outside.saying import in_language_of

log = logging.getLogger("hearten.notices")

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
UNFORESEEN_WAIT = timedelta(minutes=5)
AT_ONCE = 50
TURN_S = 10.0  # after so long the thread looks around again: what it keeps doing is seen to go well (kernel/beats.py)
GIVES_UP = timedelta(days=3)
MOST_FINAL = 9  # tries of what is refused for good: within about a day
How = Outgoing.How


class _Due(NamedTuple):
    member: UUID
    key: UUID


def send_due(channel: Channel) -> int:
    """Send what is due by one way, for a turn. Returns how many were looked at. Raises WayIsDown.

    What is due is asked anew after each: what may not wait comes before all that was there already.
    """
    looked: set[UUID] = set()
    end = time.monotonic() + TURN_S
    while len(looked) < AT_ONCE and time.monotonic() < end and (one := _first_due(channel, looked)):
        looked.add(one.key)
        _try(one)
    return len(looked)


def _first_due(channel: Channel, but: set[UUID]) -> _Due | None:
    with as_member(None), transaction.atomic():
        due = VISITOR.read(_Due, "SELECT * FROM notices_outgoing_due(%s, %s)", now(), channel.value)
    return next((one for one in due if one.key not in but), None)


def _try(one: _Due) -> None:
    """Make one ready, and send it in a transaction after that: its date, and where what comes back of it goes, are kept
    before anybody else sees it.

    One that fails in a way that nobody thought of waits, too, so that it does not come first again and again.
    """
    try:
        with as_member(one.member), transaction.atomic():
            ready = _made_ready(Seat(one.member), one.key)
        if ready:
            as_its_member(one.member, lambda seat: _send(seat, one.key, *ready))
    except (Error, WayIsDown):
        raise
    except Exception:
        log.exception("a message could not be sent, and waits; the others go on")
        as_its_member(one.member, lambda seat: _put_off(seat, one.key))


def _put_off(seat: Seat, key: UUID) -> None:
    if row := _waiting(seat, key):
        row.due_at = now() + UNFORESEEN_WAIT
        row.save(update_fields=["due_at"])


def _waiting(seat: Seat, key: UUID) -> Outgoing | None:
    mine = seat.glance(Outgoing).filter(pk=key, member_id=seat.me, done_at=None, due_at__lte=now())
    return mine.select_for_update(skip_locked=True).first()


def _made_ready(seat: Seat, key: UUID) -> tuple[Back | None] | None:
    """Look once more whether this may go now, and give it its date. Returns its way back; None where it does not go."""
    row = _waiting(seat, key)
    if row is None:
        return None
    if how := _over(seat, row):
        _done(row, how)
        return None
    if (later := _later(seat, row)) is not None:
        row.due_at = later
        row.save(update_fields=["due_at"])
        return None
    row.dated_at = row.dated_at or now().replace(microsecond=0)
    row.save(update_fields=["dated_at"])
    with in_language_of(seat):
        return (way_back(seat, lambda: _leaving(seat, row)) if row.device_id is None else None,)


def _over(seat: Seat, row: Outgoing) -> str:
    """Return why a message is not to be sent at all any more, or "". A break stops no more than it stops of notices."""
    if not _is_open(seat, row):
        return How.OFF
    kinds = [kind_of(one.kind) for one in _unread(seat, row) if one.made_at >= row.made_at]
    if not kinds:
        return How.SEEN
    away = breaks.running(seat)
    if away is not None and away.began_at > row.made_at and not any(kind.always or kind.duty for kind in kinds):
        return How.AWAY
    if row.dated_at is not None and now() - row.dated_at > GIVES_UP:
        return How.GIVEN_UP
    return ""


class _Unread(NamedTuple):
    id: UUID
    kind: str
    about: UUID
    group_id: UUID | None
    made_at: datetime
    what: str  # was chosen for its group


_UNREAD = """
SELECT n.id, n.kind, n.about, n.group_id, n.made_at, coalesce(c.what, '') FROM notices_notice n
LEFT JOIN notices_groupchoice c ON c.member_id = n.member_id AND c.group_id = n.group_id
WHERE n.member_id = %s AND n.seen_at IS NULL AND n.kind = ANY (%s)
"""


def _unread(seat: Seat, row: Outgoing) -> list[_Unread]:
    return [one for one in seat.read(_Unread, _UNREAD, seat.me, known()) if level_of(one.kind, one.what) == row.level]


def _is_open(seat: Seat, row: Outgoing) -> bool:
    if row.channel == Channel.PUSH:
        return pushing.is_on() and row.device_id in open_devices(seat)
    wished = seat.glance(Ways).filter(member_id=seat.me, mail_since__isnull=False).exists()
    return letters.is_on() and wished and addresses.is_open(addresses.mailing_of(seat))


def _later(seat: Seat, row: Outgoing) -> datetime | None:
    moment = now()
    ways = seat.glance(Ways).filter(member_id=seat.me).first()
    held = held_until(ways, row.level, zones.zone_of(seat), moment) if ways else None
    if held is not None or row.level > Level.CALM or digest_of(seat) is not None:
        return held
    free = not_before(seat, row.channel, row.device_id)
    return free if free > moment else None


def _send(seat: Seat, key: UUID, back: Back | None) -> None:
    row = _waiting(seat, key)
    if row is None:
        return
    there = {one.id for one in _unread(seat, row)}
    try:
        with in_language_of(seat):
            _carry(seat, row, back)
    except Gone:
        _end(seat, row, Mailing.Ended.REFUSED)
        _done(row, How.REFUSED)
    except NotNow as fault:
        faults.note(Channel(row.channel), fault, seat.me)
        _not_taken(seat, row, fault)
        _think_of_newer(seat, row, there)
    else:
        _done(row, How.SENT)
        faults.tell_works(Channel(row.channel))
        _think_of_newer(seat, row, there)


def _think_of_newer(seat: Seat, row: Outgoing, there: set[UUID]) -> None:
    """Have a message wait for what came while this one was on its way: it seemed that this one would do for it, too.

    Compared by ids: the moment in a notice is of when it was begun, and not of when others could see it.
    """
    if newer := [one for one in _unread(seat, row) if one.id not in there]:
        since, awaited = min(one.made_at for one in newer), any(kind_of(one.kind).awaited for one in newer)
        have_wait(seat, [(Channel(row.channel), row.device_id)], Level(row.level), since, awaited)


def _not_taken(seat: Seat, row: Outgoing, fault: NotNow) -> None:
    """Have it wait longer each time; what is refused for good not for ever. An address ends only while others work.

    A try before its turn, for something newer, counts for nothing: many of them would else end an address in minutes.
    """
    moment = now()
    if row.tried_at is None or moment >= row.tried_at + _wait_after(row.tries):
        row.tries, row.tried_at = row.tries + 1, moment
    row.due_at = row.tried_at + _wait_after(row.tries)
    row.save(update_fields=["tries", "tried_at", "due_at"])
    if fault.final and row.tries >= MOST_FINAL:
        if fault.ends and trouble.in_a_word(Channel(row.channel)) == "ok":
            _end(seat, row, Mailing.Ended.NOT_TAKEN)
        _done(row, How.NOT_TAKEN)


def _wait_after(tries: int) -> timedelta:
    wait: timedelta = FIRST_WAIT * 4 ** min(tries - 1, 8)
    return min(wait, LONGEST_WAIT)


def _carry(seat: Seat, row: Outgoing, back: Back | None) -> None:
    if row.device_id is not None:
        place = place_of(seat.find(Device, row.device_id))
        if place is None:
            raise Gone
        return pushing.push(place)
    mailing = addresses.mailing_of(seat)
    assert mailing is not None and row.dated_at is not None
    posted = letters.Posted(row.id, row.dated_at, addresses.address_of(seat), back)
    letters.send_news(posted, mailing.stop_token)


def _leaving(seat: Seat, row: Outgoing) -> Leaving:
    """Return what there is to say of a letter to whoever takes what comes back of it."""
    new = [one for one in _unread(seat, row) if one.made_at >= row.made_at]
    if len(new) != 1:
        return Leaving(row.id)
    return Leaving(row.id, kind=new[0].kind, about=new[0].about, group_id=new[0].group_id, notice=new[0].id)


def _end(seat: Seat, row: Outgoing, how: str) -> None:
    """Write to an address, or push to a device, no more: the other side says that there is none, or it is no use."""
    if row.device_id is not None:
        seat.glance(Device).filter(pk=row.device_id).delete()
    elif mailing := addresses.mailing_of(seat):
        addresses.end(seat, mailing, how)


def _done(row: Outgoing, how: str) -> None:
    row.done_at, row.how = now(), how
    row.save(update_fields=["done_at", "how"])
