"""What new notices mean for the outside: for each, how much it may wait, and one message for all that waits alike.

Each member's are thought about in one transaction as that member.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.seat import VISITOR, Seat
from hearten.notices.by_group import stays_here
from hearten.notices.due import as_its_member, one_by_one
from hearten.notices.kinds import kind_of, known
from hearten.notices.models import Channel, Level, Outgoing, Ways
from hearten.notices.outside.holding import held_for_digest
from hearten.notices.outside.mail import letters
from hearten.notices.outside.mail.addresses import is_open, mailing_of
from hearten.notices.outside.push import pushing
from hearten.notices.outside.push.devices import open_devices

GATHER = timedelta(minutes=2)
AT_MOST_EVERY = timedelta(hours=1)
Way = tuple[Channel, UUID | None]  # and the device, for a push


class _Member(NamedTuple):
    id: UUID


class _Kind(NamedTuple):
    kind: str
    at: datetime
    what: str  # was chosen for its group


_TAKE_FRESH = """
DELETE FROM notices_fresh f WHERE f.member_id = %s RETURNING f.kind, f.at, coalesce((
  SELECT c.what FROM notices_groupchoice c WHERE c.member_id = f.member_id AND c.group_id = f.group_id), '')
"""


def think_of_fresh() -> int:
    """Decide for every new notice what has to go outside. Returns of how many members."""
    with as_member(None), transaction.atomic():
        members = VISITOR.read(_Member, "SELECT * FROM notices_fresh_members() AS m (id)")
    return one_by_one(members, lambda member: as_its_member(member.id, think))


def think(seat: Seat) -> None:
    """Decide for what is new for one member."""
    since: dict[tuple[Level, bool], datetime] = {}
    for one in seat.read(_Kind, _TAKE_FRESH, seat.me):
        if (level := level_of(one.kind, one.what)) is not None:
            alike = (level, kind_of(one.kind).awaited)
            since[alike] = min(since.get(alike, one.at), one.at)
    ways = open_ways(seat) if since else []
    # What came first is put out first: one message does for both where no digest stands between.
    for (level, awaited), at in sorted(since.items(), key=lambda one: one[1]) if ways else ():
        have_wait(seat, ways, level, at, awaited)


def level_of(kind: str, what: str) -> Level | None:
    """Return how much word of such a notice may wait; `what` was chosen for its group.

    None: none goes out, because its member wants this group's news here alone, or nobody knows the kind any more.
    """
    if kind not in known():
        return None
    found = kind_of(kind)
    if stays_here(found, what):
        return None
    return Level.DUTY if found.duty else Level.URGENT if found.urgent else Level.CALM


def open_ways(seat: Seat) -> list[Way]:
    """Return by which ways word may go to somebody now."""
    ways = seat.glance(Ways).filter(member_id=seat.me).first()
    found: list[Way] = []
    if letters.is_on() and ways is not None and ways.mail_since and is_open(mailing_of(seat)):
        found.append((Channel.MAIL, None))
    if pushing.is_on():
        found += [(Channel.PUSH, device) for device in open_devices(seat)]
    return found


def have_wait(seat: Seat, ways: Sequence[Way], level: Level, since: datetime, awaited: bool) -> None:
    """Have one message wait by each of the ways, for what is new since then; what can wait, for a digest if it comes,
    unless somebody waits for this member (`awaited`).

    Where one of its level waits already, that one will do. It will do at once for what may not wait, however long it
    had to wait for itself after tries in vain.
    """
    if level == Level.CALM and not awaited and held_for_digest(seat, since):
        return
    moment = now()
    for channel, device in ways:
        due = moment if level else max(moment + GATHER, not_before(seat, channel, device))
        put_out(seat, channel, device, level, since=since, due=due)


def put_out(seat: Seat, channel: Channel, device: UUID | None, level: Level, *, since: datetime, due: datetime) -> None:
    """Put one message into the outbox, unless one of its level waits by that way already."""
    row = Outgoing(id=uuid4(), member_id=seat.me, channel=channel, device_id=device, level=level)
    row.made_at, row.due_at = since, due
    Outgoing.objects.bulk_create([row], ignore_conflicts=True)
    if level > Level.CALM:
        _pull_forward(seat, row)


def _pull_forward(seat: Seat, like: Outgoing) -> None:
    """Have what waits already go when this one would; what is being sent at this moment is left alone."""
    same = {"channel": like.channel, "device_id": like.device_id, "level": like.level}
    waits = seat.glance(Outgoing).filter(member_id=seat.me, done_at=None, due_at__gt=like.due_at, **same)
    if row := waits.select_for_update(skip_locked=True).first():
        row.due_at = like.due_at
        row.save(update_fields=["due_at"])


def not_before(seat: Seat, channel: str, device: UUID | None) -> datetime:
    """Return from when the next message that can wait may go by a way: an hour after the last one."""
    sent = seat.glance(Outgoing).filter(member_id=seat.me, channel=channel, device_id=device, how=Outgoing.How.SENT)
    last = sent.order_by("-done_at").values_list("done_at", flat=True).first()
    return last + AT_MOST_EVERY if last else datetime.min.replace(tzinfo=now().tzinfo)
