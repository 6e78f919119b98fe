"""The room in the database: held for one step of the engine, kept with its log, announced at commit.

The clock is the database's: web and worker agree on it, and a wrong clock of a process moves nobody's turn.
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from hearten.kernel.verdict import Unseen
from hearten.meetings.engine.commands import TICK, Command, Event
from hearten.meetings.engine.floor import floor
from hearten.meetings.engine.plan import Plan, plan_of
from hearten.meetings.engine.state import State, from_json, to_json
from hearten.meetings.engine.step import begin, next_due, step
from hearten.meetings.room import sound


class Held(NamedTuple):
    """A room that is locked until this transaction ends."""

    room_id: UUID
    group_id: UUID
    version: int
    plan: Plan
    state: State
    at: int


def hold(meeting_id: UUID) -> Held:
    """Lock a meeting's room. Raises Unseen when there is none for who acts, or not yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM meetings_room_hold(%s)", [meeting_id])
        found = cursor.fetchone()
    if found is None:
        raise Unseen
    room_id, group_id, version, kept, definition, starts_at, places, at = found
    plan, state = plan_of(json.loads(definition)), json.loads(kept)
    begun = from_json(state) if state else begin(plan, starts_at=ms(starts_at), at=ms(at), most=places)
    return Held(room_id, group_id, version, plan, begun, ms(at))


def move(meeting_id: UUID, command: Command = TICK) -> list[Event]:
    """Do one command in a room (or only let time go by). Returns what happened; raises Stale, NotNow, Unseen."""
    held = hold(meeting_id)
    state, events = step(held.plan, held.state, command, held.at)
    if events:
        now = floor(held.plan, state)
        _keep(meeting_id, held, state, now, command, events)
        sound.follow(meeting_id, state, now, events)
    return events


def _keep(
    meeting_id: UUID, held: Held, state: State, now: dict[str, Any], command: Command, events: list[Event]
) -> None:
    values: list[Any] = [
        meeting_id,
        held.version,
        json.dumps(to_json(state)),
        json.dumps(now),
        next_due(held.plan, state),
        json.dumps(command.as_json()),
        json.dumps([event.as_json() for event in events]),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT meetings_room_keep(%s, %s, %s, %s, %s, %s, %s)", values)
        assert cursor.fetchone()[0], "the room was locked, so it cannot have moved"


def due(late_s: float = 0) -> list[UUID]:
    """Return the meetings in whose rooms time changes something now, or should have `late_s` seconds ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT meetings_due(%s)", [late_s])
        return [row[0] for row in cursor.fetchall()]


class Counted(NamedTuple):
    """How a room counts somebody: here, or with a place that is kept for a lost connection."""

    member: UUID
    place: UUID
    here: bool
    lost: bool


def counted(meeting_id: UUID, members: Collection[UUID]) -> list[Counted]:
    """Return how a room counts these people, without holding it and while nobody acts. Who did not come is left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM meetings_counted(%s, %s)", [meeting_id, list(members)])
        return [Counted(*row) for row in cursor.fetchall()]


def seen_together(meeting_id: UUID, places: Sequence[UUID]) -> None:
    """Note that all of these are here, while nobody acts: their pages are open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT meetings_seen_together(%s, %s)", [meeting_id, list(places)])


def seen(meeting_id: UUID) -> bool:
    """Note that the acting member is here. Returns whether they were let in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT meetings_seen(%s)", [meeting_id])
        return bool(cursor.fetchone()[0])


def ms(moment: datetime) -> int:
    """Return a moment as the engine counts: whole milliseconds since the epoch."""
    return int(moment.timestamp() * 1000)


def shown(meeting_id: UUID) -> dict[str, Any] | None:
    """Return the room as who acts may see it (`meetings_shown`), or None for whoever was not let in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT meetings_room_for_me(%s)::text", [meeting_id])
        found = cursor.fetchone()
    return json.loads(found[0]) if found else None
