"""After a message: look at how its author asks others for contact, and open a review for people where they should look.

It runs in the worker as the author and looks at one group at a time: a review holds no more than what was done there.
Whom they asked, a door says, past all distances: people who blocked the author are those who matter most here. What is
kept are codes and counts.
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


class _Asked(NamedTuple):
    talk: UUID
    at: datetime
    zone: str
    their_joining: datetime
    echo: str


@job("messages.signs")
def look(*, talk: str) -> None:
    """Read how the acting member began lately in this talk's group, and note what people should see."""
    seat, here, since = Seat(acting.get()), UUID(talk), now() - WITHIN
    asked = seat.read(_Asked, "SELECT * FROM messages_firsts(%s, %s)", here, since)
    signs = judge([_first(one) for one in asked], _beginnings(seat, here, since))
    if not signs.for_humans:
        return
    sql = "SELECT messages_note_signs(%s, %s, %s, %s, %s)"
    seat.read(_Fresh, sql, here, sorted(signs.counts), Jsonb(signs.counts), list(signs.talks), now())


def _first(asked: _Asked) -> First:
    """Return a request on the clock of its group."""
    return First(asked.talk, asked.at.astimezone(ZoneInfo(asked.zone)), asked.their_joining, asked.echo)


def _beginnings(seat: Seat, here: UUID, since: datetime) -> list[Beginning]:
    texts: dict[Any, list[str]] = defaultdict(list)
    group = seat.glance(Talk).filter(pk=here).values("group_id")
    mine = seat.glance(Message).filter(author_id=seat.me, talk__group_id__in=group, talk__made_at__gt=since)
    for message in mine.order_by("made_at", "id"):
        said = texts[message.talk_id]
        if len(said) < EARLY:
            said.append(message.body or "")
    return [Beginning(talk, said) for talk, said in texts.items()]
