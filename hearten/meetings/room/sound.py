"""Sound follows the turn: whose microphone is passed on is what the part's rule says about writing.

The web process has the desk of sound and video and registers it here. Elsewhere (the worker, a command) nobody has one,
and nothing is passed on; the worker moves a room only when the web process is late (clockwork.py).
"""

from collections.abc import Collection, Coroutine, Sequence
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from hearten.meetings.engine.commands import Event
from hearten.meetings.engine.state import State
from hearten.meetings.schedule.whose import members_of


class Desk(Protocol):
    """What this needs of `media.desk.MediaDesk`."""

    def let_speak(self, meeting: UUID, members: Collection[UUID] | None) -> Coroutine[Any, Any, None]: ...
    def remove(self, meeting: UUID, member: UUID) -> Coroutine[Any, Any, None]: ...
    def close(self, meeting: UUID) -> Coroutine[Any, Any, None]: ...
    def say_from_a_thread(self, work: Coroutine[Any, Any, None]) -> None: ...


_desk: list[Desk] = []


def passes_on(desk: Desk) -> None:
    """Have `desk` told; called where the web process starts."""
    _desk[:] = [desk]


def follow(meeting: UUID, state: State, floor: dict[str, Any], events: Sequence[Event]) -> None:
    """Tell the desk, once this is committed, who may be heard now, who was sent out, and whether the room has ended."""
    for desk in _desk:
        if state.phase == "ended":
            _later(desk, partial(desk.close, meeting))
            continue
        for member in members_of(meeting, [event.who for event in events if event.what == "removed"]):
            _later(desk, partial(desk.remove, meeting, member))
        voices = None if floor["all"] else members_of(meeting, floor["only"])
        _later(desk, partial(desk.let_speak, meeting, voices))


def close(room: UUID) -> None:
    """End the sound and video of a side room, once this is committed."""
    for desk in _desk:
        _later(desk, partial(desk.close, room))


def _later(desk: Desk, work: Any) -> None:
    transaction.on_commit(lambda: desk.say_from_a_thread(work()))
