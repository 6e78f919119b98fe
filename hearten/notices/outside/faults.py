"""Which faults the operator is told, for the worker's transactions: kept while they last, and said once in the log.

What may be one person's or everybody's is everybody's once a second person meets it and nobody got through between.
Who met it is kept in this process's memory alone.
"""

import logging
from datetime import datetime
from uuid import UUID

from django.db import connection

from hearten.kernel.clock import now
from hearten.notices.models import Channel
from hearten.notices.outside.carrying import NotNow
from hearten.notices.outside.trouble import advice

log = logging.getLogger("hearten.notices")

_refused: dict[Channel, set[UUID]] = {channel: set() for channel in Channel}


def note(channel: Channel, fault: NotNow, member: UUID) -> None:
    """Note that somebody's message was not taken: where the operator can mend it, so that they see it."""
    if fault.alike:
        _refused[channel].add(member)
    if fault.ours or (fault.alike and len(_refused[channel]) > 1):
        tell_trouble(channel, str(fault))
    else:
        log.info("a message by %s was not taken, and is tried again: %s", channel.value, fault)


def tell_trouble(channel: Channel, cause: str) -> None:
    """Let the operator know that a way does not work, by the kind of fault alone, and what to look at."""
    if _door("SELECT notices_in_trouble(%s, %s)", channel.value, cause[:60]):
        log.warning("%s does not work: %s. %s", channel.value, cause, advice(channel, cause))


def tell_works(channel: Channel) -> None:
    """Let the operator know that it works again."""
    _refused[channel].clear()
    if _door("SELECT notices_works(%s)", channel.value):
        log.info("%s works again", channel.value)


def waits(channel: Channel) -> bool:
    """Whether anything waits to go out by a way: what becomes of it will tell whether the way works."""
    return _door("SELECT notices_waits(%s, %s)", now(), channel.value)


def _door(sql: str, *values: str | datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.fetchone()[0])
