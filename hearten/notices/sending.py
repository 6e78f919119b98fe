"""Sending what is due, one message after the other, each in a transaction that holds it until it was taken.

Only where a worker is killed between the other side's taking and our commit does a message go twice; a letter then has
the same Message-ID and date. What is asked right before: is that way still wished for, was it read here meanwhile, are
there quiet hours now. A message that was not taken waits longer each time, for three days in all.
"""

import logging
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import translation

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.seat import VISITOR, Seat
from hearten.members import breaks, zones
from hearten.members.actions import profile_of
from hearten.members.models import Profile
from hearten.notices import addresses, letters, pushing
from hearten.notices.carrying import Gone, NotNow, WayIsDown
from hearten.notices.devices import open_devices, place_of
from hearten.notices.due import as_its_member, level_of, not_before, one_by_one
from hearten.notices.kinds import kind_of, known
from hearten.notices.models import Channel, Device, Level, Mailing, Notice, Outgoing, Ways
from hearten.notices.quiet import held_until

log = logging.getLogger("hearten.notices")

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
UNFORESEEN_WAIT = timedelta(minutes=5)
AT_ONCE = 50
GIVES_UP = timedelta(days=3)
CODE_AGAIN = timedelta(minutes=5)
How = Outgoing.How


class _Due(NamedTuple):
    member: UUID
    key: UUID


class _Member(NamedTuple):
    id: UUID


def send_due(channel: Channel) -> int:
    """Send what is due by one way. Returns how many were looked at. Raises WayIsDown.

    What is due is asked anew after each: what may not wait comes before all that was there already.
    """
    looked: set[UUID] = set()
    while len(looked) < AT_ONCE and (one := _first_due(channel, looked)):
        looked.add(one.key)
        _try(one)
    return len(looked)


def _first_due(channel: Channel, but: set[UUID]) -> _Due | None:
    with as_member(None), transaction.atomic():
        due = VISITOR.read(_Due, "SELECT * FROM notices_outgoing_due(%s, %s)", now(), channel.value)
    return next((one for one in due if one.key not in but), None)


def _try(one: _Due) -> None:
    """Make one ready, and send it in a transaction after that: its date is kept before anybody else sees it.

    One that fails in a way that nobody thought of waits, too, so that it does not come first again and again.
    """
    try:
        with as_member(one.member), transaction.atomic():
            goes = _made_ready(Seat(one.member), one.key)
        if goes:
            as_its_member(one.member, lambda seat: _send(seat, one.key))
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


def _made_ready(seat: Seat, key: UUID) -> bool:
    """Look once more whether this may go now, and give it its date. Returns whether it goes."""
    row = _waiting(seat, key)
    if row is None:
        return False
    if how := _over(seat, row):
        return _done(row, how)
    if (later := _later(seat, row)) is not None:
        row.due_at = later
        row.save(update_fields=["due_at"])
        return False
    row.dated_at = row.dated_at or now().replace(microsecond=0)
    row.save(update_fields=["dated_at"])
    return True


def _over(seat: Seat, row: Outgoing) -> str:
    """Return why a message is not to be sent at all any more, or "". A break stops no more than it stops of notices."""
    if not _is_open(seat, row):
        return How.OFF
    unread = seat.glance(Notice).filter(member_id=seat.me, seen_at=None, made_at__gte=row.made_at, kind__in=known())
    kinds = [kind_of(name) for name in unread.values_list("kind", flat=True) if level_of(name) == row.level]
    if not kinds:
        return How.SEEN
    away = breaks.running(seat)
    if away is not None and away.began_at > row.made_at and not any(kind.always or kind.duty for kind in kinds):
        return How.AWAY
    if row.dated_at is not None and now() - row.dated_at > GIVES_UP:
        return How.GIVEN_UP
    return ""


def _is_open(seat: Seat, row: Outgoing) -> bool:
    if row.channel == Channel.PUSH:
        return pushing.is_on() and row.device_id in open_devices(seat)
    wished = seat.glance(Ways).filter(member_id=seat.me, mail_since__isnull=False).exists()
    return letters.is_on() and wished and addresses.is_open(addresses.mailing_of(seat))


def _later(seat: Seat, row: Outgoing) -> datetime | None:
    moment = now()
    ways = seat.glance(Ways).filter(member_id=seat.me).first()
    held = held_until(ways, row.level, zones.zone_of(seat), moment) if ways else None
    if held is None and row.level == Level.CALM and (free := not_before(seat, row.channel, row.device_id)) > moment:
        return free
    return held


def _send(seat: Seat, key: UUID) -> None:
    row = _waiting(seat, key)
    if row is None:
        return
    try:
        with _language_of(seat):
            _carry(seat, row)
    except Gone:
        _end(seat, row)
        _done(row, How.REFUSED)
    except NotNow as fault:
        row.tries += 1
        row.due_at = now() + min(FIRST_WAIT * 4 ** min(row.tries - 1, 8), LONGEST_WAIT)
        row.save(update_fields=["tries", "due_at"])
        _note(Channel(row.channel), fault)
    else:
        _done(row, How.SENT)
        tell_works(Channel(row.channel))


def _carry(seat: Seat, row: Outgoing) -> None:
    if row.device_id is not None:
        place = place_of(seat.find(Device, row.device_id))
        if place is None:
            raise Gone
        return pushing.push(place, urgent=row.level > Level.CALM)
    mailing = addresses.mailing_of(seat)
    assert mailing is not None and row.dated_at is not None
    letters.send_news(letters.Posted(row.id, row.dated_at, addresses.address_of(seat)), mailing.stop_token)


def _end(seat: Seat, row: Outgoing) -> None:
    """Write to an address, or push to a device, no more: the other side says that there is none."""
    if row.device_id is not None:
        seat.glance(Device).filter(pk=row.device_id).delete()
    elif mailing := addresses.mailing_of(seat):
        addresses.end(mailing, Mailing.Ended.REFUSED)


def _done(row: Outgoing, how: str) -> bool:
    row.done_at, row.how = now(), how
    row.save(update_fields=["done_at", "how"])
    return False


def _language_of(seat: Seat) -> translation.override:
    own = seat.glance(Profile).filter(member_id=seat.me).values_list("language", flat=True).first()
    return translation.override(own or settings.LANGUAGE_CODE)


def send_codes() -> int:
    """Send the letters with a code that were asked for. Returns how many were looked at. Raises WayIsDown."""
    with as_member(None), transaction.atomic():
        asked = VISITOR.read(_Member, "SELECT * FROM notices_addresses_asked(%s) AS m (id)", now())
    return one_by_one(asked, lambda member: as_its_member(member.id, _send_code))


def _send_code(seat: Seat) -> None:
    mine = seat.glance(Mailing).filter(member_id=seat.me, written_at=None, ended_at=None)
    mailing = mine.select_for_update(skip_locked=True).first()
    if mailing is None:
        return
    if mailing.email_index != profile_of(seat).email_index:
        mine.delete()  # the address is another one by now
        return
    try:
        with _language_of(seat):
            posted = letters.Posted(mailing.id, mailing.asked_at, addresses.address_of(seat))
            letters.send_code(posted, addresses.code_of(mailing))
    except Gone:
        addresses.end(mailing, Mailing.Ended.REFUSED)
    except NotNow as fault:
        mailing.letter_at = now() + CODE_AGAIN
        mailing.save(update_fields=["letter_at"])
        _note(Channel.MAIL, fault)
    else:
        mailing.written_at = now()
        mailing.save(update_fields=["written_at"])
        tell_works(Channel.MAIL)


def _note(channel: Channel, fault: NotNow) -> None:
    """Note that a message was not taken: where the operator can mend it, so that they see it."""
    if fault.ours:
        tell_trouble(channel, str(fault))
    else:
        log.info("a message by %s was not taken, and is tried again: %s", channel.value, fault)


def tell_trouble(channel: Channel, cause: str) -> None:
    """Let the operator know that a way does not work, by the kind of fault alone. For a transaction of the worker's."""
    if _door("SELECT notices_in_trouble(%s, %s)", channel.value, cause[:60]):
        log.warning("%s does not work: %s", channel.value, cause)


def tell_works(channel: Channel) -> None:
    """Let the operator know that it works again."""
    if _door("SELECT notices_works(%s)", channel.value):
        log.info("%s works again", channel.value)


def _door(sql: str, *values: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.fetchone()[0])
