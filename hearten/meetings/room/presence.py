"""Who is here: a page that opens or closes its stream tells the engine.

What happens while the room is being told goes along the next time, together: when five hundred lose their connection at
once, that is two steps of the room, and not five hundred.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import Error, close_old_connections, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.verdict import Unseen
from hearten.meetings.engine.commands import Command, NotNow
from hearten.meetings.engine.state import Person
from hearten.meetings.room import store
from hearten.meetings.room.store import Counted

log = logging.getLogger("hearten.meetings")
IsOpen = Callable[[UUID, UUID], bool]
_changed: dict[UUID, dict[UUID, None]] = {}  # by meeting: whose streams changed and was not told yet, in order
_telling: set[UUID] = set()
# Hundreds open their pages at once: few threads, or the streams and the pages wait for all of them.
_threads = ThreadPoolExecutor(2, thread_name_prefix="presence")


async def changed(meeting_id: UUID, member_id: UUID, is_open: IsOpen) -> None:
    """A stream of this member's opened or closed: say what is true by now. One at a time for each room."""
    _changed.setdefault(meeting_id, {})[member_id] = None
    if meeting_id in _telling:
        return  # whoever tells now takes this along
    _telling.add(meeting_id)
    try:
        while members := _changed.pop(meeting_id, None):
            here = {member: is_open(meeting_id, member) for member in members}
            await asyncio.get_running_loop().run_in_executor(_threads, _say, meeting_id, here)
    finally:
        _telling.discard(meeting_id)


def _say(meeting_id: UUID, here: dict[UUID, bool]) -> None:
    try:
        with as_member(None), transaction.atomic():
            known = store.counted(meeting_id, here)
        step_together(meeting_id, [one for one in known if one.here and not here[one.member]], here=False)
        step_together(meeting_id, [one for one in known if one.lost and here[one.member]], here=True)
    except Error as error:
        log.warning("who is here waits for the database (%s)", type(error).__name__)
    finally:
        close_old_connections()


def step_together(meeting_id: UUID, people: Sequence[Counted], *, here: bool) -> None:
    """The connections of these people are gone, or are there again: one step of the room for all of them."""
    for number, one in enumerate(people):
        try:
            with as_member(one.member), transaction.atomic():
                _step(meeting_id, people[number:], here)
        except Unseen:
            continue  # they left the group meanwhile: the next one says it
        except NotNow:
            pass  # the room ended
        return


def _step(meeting_id: UUID, people: Sequence[Counted], here: bool) -> None:
    state = store.hold(meeting_id).state
    places = [str(one.place) for one in people if _differs(state.people.get(str(one.place)), here)]
    if places:
        first, *rest = places
        command = Command("arrive", first, value={"along": rest}) if here else Command("lose", first, value=rest)
        store.move(meeting_id, command)


def _differs(person: Person | None, here: bool) -> bool:
    """Whether the room counts somebody otherwise than their pages say. Who left on purpose is not back by a page."""
    if person is None or person.removed or person.here == here:
        return False
    return person.lost_at is not None or not here
