"""Time in the rooms: what is due happens, in the worker and in the web process alike, whichever is alive.

A step holds its room and finds nothing left to do when another process was first.
"""

import threading
from collections.abc import Callable
from itertools import count
from uuid import UUID

from django.db import connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.verdict import Unseen
from hearten.kernel.watches import keep_doing
from hearten.meetings.room import presence, store

ROOMS = "time in rooms"
EVERY_S = 0.5
WORKER_AFTER_S = 2.0  # the web process has the sound, so it goes first; the worker steps in where that is away
UNSEEN_S = 45  # a page without script asks anew every 15 seconds
IsOpen = Callable[[UUID, UUID], bool]


def let_time_go_by(late_s: float = 0) -> int:
    """Move every room in which something is due (or was, `late_s` seconds ago). Returns how many."""
    with as_member(None), transaction.atomic():
        rooms = store.due(late_s)
    for meeting_id in rooms:
        with as_member(None), transaction.atomic():
            _move(meeting_id)
    return len(rooms)


def _move(meeting_id: UUID) -> None:
    try:
        store.move(meeting_id)
    except Unseen:
        return  # another process was first


def miss_people(is_open: IsOpen) -> None:
    """Whoever has no page open and was not seen for a while is not here any more."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM meetings_unseen(%s)", [UNSEEN_S])
        unseen = cursor.fetchall()
    rooms: dict[UUID, list[store.Counted]] = {}
    for meeting_id, membership_id, member_id in unseen:
        one = store.Counted(member_id, membership_id, is_open(meeting_id, member_id), False)
        rooms.setdefault(meeting_id, []).append(one)
    for meeting_id, people in rooms.items():
        presence.step_together(meeting_id, [one for one in people if not one.here], here=False)
        with as_member(None), transaction.atomic():
            store.seen_together(meeting_id, [one.place for one in people if one.here])


def keep_time(ended: threading.Event, is_open: IsOpen | None = None) -> None:
    """Let time go by until `ended` is set; with `is_open` (the web process), miss people too."""
    beats = count(1)

    def beat() -> None:
        let_time_go_by(0 if is_open is not None else WORKER_AFTER_S)
        if next(beats) % 10 == 0 and is_open is not None:
            miss_people(is_open)

    keep_doing(ROOMS, beat, EVERY_S, ended)
