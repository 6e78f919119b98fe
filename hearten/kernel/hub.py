"""Live pages, the sending side: a small plain-ASGI application beside Django.

One LISTEN connection per process. A change is read once through a reviewed door, rendered once for each language, and
given to every open stream whose lease is good, as a Server-Sent Event whose id is the change's number (HTML, 9.2).
A stream that was away resumes from its last number by a read as its own member. Where somebody does not see all that
others see (they keep away from each other), every change is read as that member instead.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool

from hearten.kernel.postgres.base import begin_as
from hearten.kernel.rooms import Room, Rows, Stream, catch_up, hand_out

log = logging.getLogger("hearten.live")
RENEW_S = 4.5  # a lease is renewed within 5 seconds
HEARTBEAT_S = 20
CHANGES = "SELECT number, about FROM hearten_live_since(%s, %s)"
AS_MEMBER = """SELECT e.number, e.about FROM kernel_liveevent e
JOIN hearten_live_since(%s, %s) s ON s.number = e.number WHERE e.topic = %s ORDER BY e.number"""


class Hub:
    """Holds the rooms. `start` and `stop` come from the ASGI lifespan."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo
        self.rooms: dict[str, Room] = {}
        self.members: dict[UUID, set[Stream]] = {}
        self.pool: AsyncConnectionPool | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self.pool = AsyncConnectionPool(self.conninfo, min_size=1, max_size=4, kwargs={"autocommit": True}, open=False)
        await self.pool.open(wait=False)
        self._later(self._listen())

    async def stop(self) -> None:
        for stream in [stream for room in self.rooms.values() for stream in room.streams]:
            stream._put(None)
        for task in self.tasks:
            task.cancel()
        if self.pool is not None:
            await self.pool.close()

    def _later(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _listen(self) -> None:
        """Listen for ever. PostgreSQL replays nothing after a lost connection, so every room catches up then."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self.conninfo, autocommit=True) as listening:
                    await listening.execute("LISTEN hearten_live")
                    await listening.execute("LISTEN hearten_leases")
                    await listening.execute("LISTEN hearten_nudges")
                    for topic in list(self.rooms):
                        self._later(self._pump(topic))
                    async for heard in listening.notifies():
                        self._heard(heard.channel, heard.payload)
            except (psycopg.Error, OSError) as error:
                log.warning("the live connection was lost (%s); trying again", type(error).__name__)
            await asyncio.sleep(0.5)

    def _heard(self, channel: str, payload: str) -> None:
        if channel == "hearten_live":
            topic = payload.rpartition(" ")[0]
            if topic in self.rooms:
                self._later(self._pump(topic))
            return
        for stream in self.members.get(UUID(payload), ()):
            if channel == "hearten_nudges":
                stream.nudge()
            else:
                stream.lease_anew()  # dropped at once; taken anew if it still may be

    async def _pump(self, topic: str) -> None:
        """Read what is new in a topic once, render it once for each language, and hand it to every leased stream."""
        room = self.rooms.get(topic)
        if room is None or self.pool is None:
            return
        async with room.pumping:
            try:
                async with self.pool.connection() as connection, connection.cursor() as cursor:
                    changes = await _read(cursor, CHANGES, topic, room.last)
                    if not changes or not room.streams:
                        return
                    kind = next(iter(room.streams)).kind
                    found = await _rows(cursor, kind.fetch, changes)
                    apart = {stream.member for stream in room.streams if stream.apart and stream.member is not None}
                    own = {member: await _as_member(cursor, member, kind.own, changes) for member in apart}
            except (psycopg.Error, OSError):
                return  # the listener comes back and pumps every room again
            hand_out(room, kind, changes, found, own)

    async def serve(self, stream: Stream, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Run one stream until it ends. Raises PermissionError when its member may not listen."""
        keeper = None
        try:
            if not await self._lease(stream):
                raise PermissionError
            keeper = asyncio.create_task(self._keep_lease(stream))
            await self._send_all(stream, send)
        finally:
            stream.over = True
            if keeper is not None:
                keeper.cancel()
            self._leave(stream)

    async def _send_all(self, stream: Stream, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        while True:
            try:
                async with asyncio.timeout(HEARTBEAT_S):  # not wait_for: Python 3.11's may swallow a cancellation
                    event = await stream.out.get()
            except TimeoutError:
                event = b": still here\n\n"
            if event is None:
                return
            await send({"type": "http.response.body", "body": event, "more_body": True})

    def _enter(self, stream: Stream) -> Room:
        """Put a stream into its room, so that nothing that comes while it catches up passes it by."""
        room = self.rooms.setdefault(stream.topic, Room(stream.last))
        fresh = stream not in room.streams
        room.streams.add(stream)
        if stream.member is not None:
            self.members.setdefault(stream.member, set()).add(stream)
        if fresh:
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
        if room is not None:
            room.streams.discard(stream)
            if not room.streams:
                del self.rooms[stream.topic]
        theirs = self.members.get(stream.member) if stream.member else None
        if theirs is not None and stream.member is not None:
            theirs.discard(stream)
            if not theirs:
                del self.members[stream.member]
            self._tell_presence(stream)

    async def _keep_lease(self, stream: Stream) -> None:
        """Renew the lease in time, and at once when the member's memberships, blocks or grants changed.

        It asks whether the stream is over, too: a cancellation that comes while the database answers may be lost.
        """
        while not stream.over:
            with suppress(TimeoutError):
                async with asyncio.timeout(RENEW_S):
                    await stream.again.wait()
            stream.again.clear()
            try:
                if not await self._lease(stream):
                    stream.end()
                    return
            except (psycopg.Error, OSError):
                stream.leased = False  # no database, no right: nothing is sent until a glance says so again

    async def _lease(self, stream: Stream) -> bool:
        """Take or renew a lease by a glance as the stream's own member; catch up when there was a gap."""
        assert self.pool is not None  # the lifespan has started
        async with self.pool.connection() as connection, connection.cursor() as cursor:
            member = await stream.identify(cursor)
            if member is None or (stream.member is not None and member != stream.member):
                return False
            stream.member = member
            await cursor.execute(begin_as(member), prepare=False)
            try:
                return await self._glance(stream, cursor)
            finally:
                await cursor.execute("COMMIT")

    async def _glance(self, stream: Stream, cursor: psycopg.AsyncCursor[Any]) -> bool:
        if not await _read(cursor, stream.kind.glance, stream.key):
            return False
        stream.apart = bool(await _read(cursor, stream.kind.hidden, stream.key))
        top = (await _read(cursor, "SELECT hearten_live_last(%s)", stream.topic))[0][0]
        stream.last = min(stream.last, top)  # what a page says it has is not believed beyond what there is
        if stream.over:
            return False  # it ended while the database answered: nobody would take it out of the room again
        room = self._enter(stream)
        while not stream.leased:
            missed = await _read(cursor, AS_MEMBER, stream.topic, stream.last, stream.topic)
            if (missed[0][0] if missed else top + 1) > stream.last + 1:
                stream.begin_anew()  # what it missed was forgotten since: only the whole page is right
                return True
            sql = stream.kind.own if stream.apart else stream.kind.fetch
            found = await _rows(cursor, sql, missed) if missed else {}
            catch_up(stream, missed, found)
            stream.leased = not missed and stream.last >= room.last  # else something came in between: read again
            top = stream.last
        return True


async def _read(cursor: psycopg.AsyncCursor[Any], sql: str, *values: Any) -> list[Any]:
    await cursor.execute(sql.encode(), values)
    return await cursor.fetchall()


async def _rows(cursor: psycopg.AsyncCursor[Any], sql: str, changes: list[Any]) -> Rows:
    """Return what fragments are made from, by id."""
    found = await _read(cursor, sql, list({about for _number, about in changes}))
    return {UUID(row[0]["id"]): row[0] for row in found}


async def _as_member(cursor: psycopg.AsyncCursor[Any], member: UUID, sql: str, changes: list[Any]) -> Rows:
    """Return the same as one member sees it."""
    await cursor.execute(begin_as(member), prepare=False)
    try:
        return await _rows(cursor, sql, changes)
    finally:
        await cursor.execute("COMMIT")
