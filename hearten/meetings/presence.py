"""Who is here: a page that opens or closes its stream tells the engine, in the order in which it happened."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import Error, close_old_connections, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.verdict import Unseen
from hearten.meetings import store
from hearten.meetings.engine.commands import Command, NotNow

log = logging.getLogger("hearten.meetings")
IsOpen = Callable[[UUID, UUID], bool]
_turns: dict[tuple[UUID, UUID], asyncio.Lock] = {}
# Hundreds open their pages at once: few threads, or the streams and the pages wait for all of them.
_threads = ThreadPoolExecutor(2, thread_name_prefix="presence")


async def changed(meeting_id: UUID, member_id: UUID, is_open: IsOpen) -> None:
    """A stream of this member's opened or closed: say what is true by now. One at a time for each person."""
    lock = _turns.setdefault((meeting_id, member_id), asyncio.Lock())
    async with lock:
        here = is_open(meeting_id, member_id)
        await asyncio.get_running_loop().run_in_executor(_threads, _say, meeting_id, member_id, here)
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
    if not _differs(store.counted(meeting_id), here):
        return  # as it mostly is: whoever came in by the door is here already
    held = store.hold(meeting_id)  # the room first, as everywhere: else two would wait in a ring
    store.seen(meeting_id)
    known = store.counted(meeting_id)
    if known is None or not _differs(known, here):
        return
    place = str(known.place)
    way = {"way": held.state.people[place].way}
    store.move(meeting_id, Command("arrive", place, value=way) if here else Command("lose", place))


def _differs(known: store.Counted | None, here: bool) -> bool:
    """Whether the room counts somebody otherwise than their pages say. Who left on purpose has no place kept."""
    return known is not None and known.here != here and not known.removed and (known.lost or not here)
