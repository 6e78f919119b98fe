"""After a message: look at how its author asks others for contact, and open a review for people where they should look.

It runs in the worker as the author, over rows that the author may read; what is kept are codes and counts.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg.types.json import Jsonb

from hearten.kernel.acting import acting
from hearten.kernel.clock import now
from hearten.kernel.jobs import job
from hearten.kernel.seat import Seat
from hearten.messages.models import Message, Talk
from hearten.messages.signals import EARLY, WITHIN, Beginning, First, judge


class _Fresh(NamedTuple):
    fresh: bool


@job("messages.signs")
def look(*, talk: str) -> None:
    """Read the beginnings of what the acting member wrote lately, and note what people should see."""
    seat = Seat(acting.get())
    since = now() - WITHIN
    lately = seat.glance(Talk).filter(made_at__gt=since).select_related("asked_place", "group")
    signs = judge([_first(one) for one in lately.filter(asker_id=seat.me)], _beginnings(seat, since))
    if not signs.for_humans:
        return
    sql = "SELECT messages_note_signs(%s, %s, %s, %s, %s)"
    seat.read(_Fresh, sql, UUID(talk), sorted(signs.counts), Jsonb(signs.counts), list(signs.talks), now())


def _first(talk: Talk) -> First:
    """Return a request on the clock of its group."""
    echo = talk.messages.filter(opens=True).values_list("echo", flat=True).first() or ""
    return First(talk.id, _local(talk.made_at, talk.group.zone), talk.asked_place.joined_at, echo)


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def _beginnings(seat: Seat, since: datetime) -> list[Beginning]:
    texts: dict[Any, list[str]] = defaultdict(list)
    mine = seat.glance(Message).filter(author_id=seat.me, talk__made_at__gt=since).order_by("made_at", "id")
    for message in mine:
        said = texts[message.talk_id]
        if len(said) < EARLY:
            said.append(message.body or "")
    return [Beginning(talk, said) for talk, said in texts.items()]
