"""Who is here: a page that opens or closes its stream tells the engine, in the order in which it happened."""

import asyncio
import logging
from collections.abc import Callable
from uuid import UUID

from django.db import Error, close_old_connections, connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.verdict import Unseen
from hearten.meetings import store
from hearten.meetings.engine.commands import Command, NotNow

log = logging.getLogger("hearten.meetings")
IsOpen = Callable[[UUID, UUID], bool]
_turns: dict[tuple[UUID, UUID], asyncio.Lock] = {}


async def changed(meeting_id: UUID, member_id: UUID, is_open: IsOpen) -> None:
    """A stream of this member's opened or closed: say what is true by now. One at a time for each person."""
    lock = _turns.setdefault((meeting_id, member_id), asyncio.Lock())
    async with lock:
        await asyncio.to_thread(_say, meeting_id, member_id, is_open(meeting_id, member_id))
    if not is_open(meeting_id, member_id) and not lock.locked():
        _turns.pop((meeting_id, member_id), None)


def _say(meeting_id: UUID, member_id: UUID, here: bool) -> None:
    try:
        with as_member(member_id), transaction.atomic():
            _move(meeting_id, here)
    except (NotNow, Unseen):
        pass  # the room ended, or they were sent out
    except Error as error:
        log.warning("who is here waits for the database (%s)", type(error).__name__)
    finally:
        close_old_connections()


def _move(meeting_id: UUID, here: bool) -> None:
    """Somebody who was let in is back, or is lost. Whoever left on purpose does not come back by an open page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT meetings_my_place(%s)", [meeting_id])
        place = str(cursor.fetchone()[0])
    person = store.hold(meeting_id).state.people.get(
        place
    )  # the room first, as everywhere: else two would wait in a ring
    store.seen(meeting_id)
    if person is None or person.here == here or person.removed or (here and person.lost_at is None):
        return
    command = Command("arrive", place, value={"way": person.way}) if here else Command("lose", place)
    store.move(meeting_id, command)
