"""Live pages, the sending side: a small plain-ASGI application beside Django.

One LISTEN connection per process. A change is read once through a reviewed door, rendered once for each language, and
given to every open stream whose lease is good, as a Server-Sent Event whose id is the change's number (HTML, 9.2).
A stream that was away resumes from its last number by a read as its own member. Where somebody does not see all that
others see (they keep away from each other), every change is read as that member instead.

Whose right ended gets nothing that was committed afterwards, however much is under way: PostgreSQL tells of changes and
of ended rights on one connection in the order of their commits, and nothing is handed out before this process was told
of everything up to it (docs/decisions/0058).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool

from hearten.kernel.leases import AT_ONCE, LOOK_S, TOGETHER, Leases, read, rows
from hearten.kernel.live import Topic
from hearten.kernel.postgres.base import begin_as
from hearten.kernel.rooms import Room, Rows, Stream, hand_out

log = logging.getLogger("hearten.live")
HEARTBEAT_S = 10  # who heard nothing for that long, and for as long before at most, is told that the line is alive
CHANGES = "SELECT number, about FROM hearten_live_since(%s, %s)"
LAST = "SELECT hearten_live_last(%s)"


class Hub:
    """Holds the rooms. `start` and `stop` come from the ASGI lifespan."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo
        self.rooms: dict[str, Room] = {}
        self.members: dict[UUID, set[Stream]] = {}
        self.leases = Leases(self._enter)
        self.pool: AsyncConnectionPool | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self.pool = AsyncConnectionPool(
            self.conninfo, min_size=1, max_size=AT_ONCE + 1, kwargs={"autocommit": True}, open=False
        )
        await self.pool.open(wait=False)
        for work in (self._listen(), self._renew(), self._beat()):
            self._later(work)

    async def stop(self) -> None:
        for stream in self._streams():
            stream.close()
        for task in self.tasks:
            task.cancel()
        if self.pool is not None:
            await self.pool.close()

    def _later(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _streams(self) -> list[Stream]:
        return [stream for room in self.rooms.values() for stream in room.streams]

    async def _listen(self) -> None:
        """Listen for ever. PostgreSQL replays nothing after a lost connection, so every right is in doubt then."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self.conninfo, autocommit=True) as listening:
                    await listening.execute("LISTEN hearten_live")
                    await listening.execute("LISTEN hearten_leases")
                    await listening.execute("LISTEN hearten_nudges")
                    await self._catch_up(listening)
                    async for heard in listening.notifies():
                        self._heard(heard.channel, heard.payload)
            except (psycopg.Error, OSError) as error:
                log.warning("the live connection was lost (%s); trying again", type(error).__name__)
            await asyncio.sleep(0.5)

    async def _catch_up(self, listening: psycopg.AsyncConnection[Any]) -> None:
        for stream in self._streams():
            stream.lease_anew()
        for topic in list(self.rooms):
            found = await (await listening.execute(LAST.encode(), [topic])).fetchone()
            self._heard("hearten_live", f"{topic} {found[0] if found else 0}")

    def _heard(self, channel: str, payload: str) -> None:
        if channel == "hearten_live":
            topic, _space, number = payload.rpartition(" ")
            room = self.rooms.get(topic)
            if room is not None:
                room.hear(int(number))
                self._wake(topic, room)
            return
        for stream in list(self.members.get(UUID(payload), ())):
            if channel == "hearten_nudges":
                stream.nudge()
            else:
                stream.lease_anew()  # dropped at once; taken anew if it still may be

    def _wake(self, topic: str, room: Room) -> None:
        if not room.pumped:
            room.pumped = True
            self._later(self._pump(topic, room))

    async def _pump(self, topic: str, room: Room) -> None:
        """Hand out what is new in a topic, until nothing is: a busy room's changes together, with rests in between."""
        try:
            while room.streams and room.last < room.heard:
                await room.rest()
                await self._hand_out(topic, room)
        except (psycopg.Error, OSError):
            pass  # the listener comes back and wakes every room
        finally:
            room.pumped = False

    async def _hand_out(self, topic: str, room: Room) -> None:
        """Read what is new once, at one moment, and hand it to every leased stream once all before it was heard of."""
        assert self.pool is not None  # the lifespan has started
        async with self.pool.connection() as connection, connection.cursor() as cursor:
            await cursor.execute(begin_as(None, one_moment=True), prepare=False)
            try:
                top = (await read(cursor, LAST, topic))[0][0]
                changes = await read(cursor, CHANGES, topic, room.last)
                if not changes or not room.streams:
                    room.last = max(room.last, top)  # what there was is forgotten by now
                    return
                kind = next(iter(room.streams)).kind
                found = await rows(cursor, kind.fetch, changes)
                own = await _own(cursor, kind, room, changes)
            finally:
                await cursor.execute("COMMIT")
        await room.until_heard(top)
        hand_out(room, kind, top, changes, found, own)

    async def serve(self, stream: Stream, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Run one stream until it ends. Raises PermissionError when its member may not listen."""
        assert self.pool is not None  # the lifespan has started
        stream.in_doubt = lambda one: self._later(self._take_anew(one))
        try:
            if not await self.leases.take(self.pool, stream):
                raise PermissionError
            await _send_all(stream, send)
        finally:
            stream.over = True
            self._leave(stream)

    async def _take_anew(self, stream: Stream) -> None:
        """Take a lease that came into doubt, or end the stream. No database, no right: nothing is sent until then."""
        assert self.pool is not None  # the lifespan has started
        while not stream.over:
            try:
                if not stream.leased and not await self.leases.take(self.pool, stream):
                    stream.end()
                return
            except (psycopg.Error, OSError):
                await asyncio.sleep(0.5)

    async def _renew(self) -> None:
        """Renew every lease in time."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOK_S)
            due = [stream for stream in self._streams() if stream.leased and stream.renew_at <= loop.time()]
            for _kind, some in groupby(sorted(due, key=_kind_of), key=_kind_of):
                streams = list(some)
                for first in range(0, len(streams), TOGETHER):
                    await self._renew_some(streams[first : first + TOGETHER])

    async def _renew_some(self, streams: list[Stream]) -> None:
        assert self.pool is not None  # the lifespan has started
        try:
            await self.leases.renew(self.pool, streams)
        except (psycopg.Error, OSError):
            for stream in streams:
                stream.lease_anew()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            for room in self.rooms.values():
                room.fragments.let_go()
                for stream in room.streams:
                    stream.beat()

    def _enter(self, stream: Stream) -> Room:
        """Put a stream into its room, so that nothing that comes while it catches up passes it by."""
        assert stream.member is not None  # who may listen is known
        room = self.rooms.setdefault(stream.topic, Room(stream.last))
        if stream not in room.streams:
            room.streams.add(stream)
            self.members.setdefault(stream.member, set()).add(stream)
            self._tell_presence(stream)
        return room

    def is_open(self, kind: str, key: UUID, member: UUID) -> bool:
        """Whether a member has a page open that listens to a topic."""
        return any(stream.topic == f"{kind}:{key}" for stream in self.members.get(member, ()))

    def _tell_presence(self, stream: Stream) -> None:
        presence, kind = stream.kind.presence, stream.kind.kind
        if presence is not None and stream.member is not None:
            self._later(presence(stream.key, stream.member, lambda key, member: self.is_open(kind, key, member)))

    def _leave(self, stream: Stream) -> None:
        room = self.rooms.get(stream.topic)
        if room is None or stream.member is None or stream not in room.streams:
            return
        room.streams.discard(stream)
        if not room.streams:
            del self.rooms[stream.topic]
            room.news.set()
        theirs = self.members[stream.member]
        theirs.discard(stream)
        if not theirs:
            del self.members[stream.member]
        self._tell_presence(stream)


def _kind_of(stream: Stream) -> str:
    return stream.kind.kind


async def _send_all(stream: Stream, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    while (event := await stream.out.get()) is not None:
        await send({"type": "http.response.body", "body": event, "more_body": True})


async def _own(cursor: psycopg.AsyncCursor[Any], kind: Topic, room: Room, changes: list[Any]) -> dict[UUID, Rows]:
    """Return the same rows as each member sees them who does not see all that others see."""
    found = {}
    for member in {stream.member for stream in room.streams if stream.apart and stream.member is not None}:
        await cursor.execute("SELECT set_config('hearten.member', %s, true)", [member.hex])
        found[member] = await rows(cursor, kind.own, changes)
    return found
