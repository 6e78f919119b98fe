"""Leases of the live hub: a stream's right to its topic, asked of the database as the stream's own member.

Taken when a stream opens and when its right came into doubt, with what it missed, all from one moment: nothing that was
committed after the member's right ended is in it. Renewed within 5 seconds, many in one question.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool

from hearten.kernel.live import Topic
from hearten.kernel.postgres.base import begin_as
from hearten.kernel.rooms import Made, Room, Rows, Stream, catch_up, render

RENEW_S = 4.5  # a lease is renewed within 5 seconds
LOOK_S = 0.2  # how often it is looked which ones are due
AT_ONCE = 2  # leases that are taken at the same time: the hub's other connection is for what is handed out
TOGETHER = 200  # leases that are renewed in one question
AS_MEMBER = """SELECT e.number, e.about FROM kernel_liveevent e
JOIN hearten_live_since(%s, %s) s ON s.number = e.number WHERE e.topic = %s ORDER BY e.number"""
WHOLE = "SELECT number, about FROM hearten_live_since(%s, %s)"
GLANCES = "SELECT nth, may, apart FROM hearten_glances(%s, %s, %s, %s)"
Enter = Callable[[Stream], Room]


class Leases:
    """Takes and renews leases over the hub's connections. `enter` puts a stream into its room."""

    def __init__(self, enter: Enter) -> None:
        self.enter, self.gate = enter, asyncio.Semaphore(AT_ONCE)

    async def take(self, pool: AsyncConnectionPool, stream: Stream) -> bool:
        """Take a stream's lease, and give it what it missed. Returns whether its member may listen."""
        async with self.gate, pool.connection() as connection, connection.cursor() as cursor:
            member = (await stream.identify(cursor, [stream.token]))[0]
            if member is None or (stream.member is not None and member != stream.member):
                return False
            stream.member = member
            room = None
            while not stream.over:
                doubts = stream.doubts
                top = await self._glance(cursor, stream, room)
                if top is None:
                    return False
                if room is None:  # in it from here on: what is committed after the next look is heard of
                    room = self.enter(stream)
                elif stream.last >= max(top, room.last) and stream.doubts == doubts:
                    stream.leased, stream.renew_at = True, asyncio.get_running_loop().time() + RENEW_S
                    return True
        return True

    async def _glance(self, cursor: psycopg.AsyncCursor[Any], stream: Stream, room: Room | None) -> int | None:
        """Look as the member at one moment: may they listen, and what did they miss. Returns where the topic stood."""
        assert stream.member is not None  # identified before
        await cursor.execute(begin_as(stream.member, one_moment=True), prepare=False)
        try:
            kind = stream.kind
            sql = f"SELECT EXISTS ({kind.glance}), EXISTS ({kind.hidden}), ({kind.since}), hearten_live_last(%s)"
            values = (stream.key, stream.key, stream.key, stream.topic)
            ((may, stream.apart, since, top),) = await read(cursor, sql, *values)
            if not may:
                return None
            # What a page says it has is not believed beyond what there is, nor back to before its member came.
            stream.last = max(min(stream.last, top), since)
            if room is not None and stream.last < top:
                await _catch_up(cursor, stream, room, top)
            return int(top)
        finally:
            await cursor.execute("COMMIT")

    async def renew(self, pool: AsyncConnectionPool, streams: Sequence[Stream]) -> None:
        """Renew leases of streams of one kind, all in one question; end those whose member may not listen any more."""
        doubts = [stream.doubts for stream in streams]
        async with pool.connection() as connection, connection.cursor() as cursor:
            members = await streams[0].identify(cursor, [stream.token for stream in streams])
            asked = [stream.member for stream in streams]
            answers = await _glances(cursor, streams[0].kind, asked, [stream.key for stream in streams])
        until = asyncio.get_running_loop().time() + RENEW_S
        for stream, before, member, (may, apart) in zip(streams, doubts, members, answers, strict=True):
            stream.renew_at = until
            if stream.over or stream.doubts != before:
                continue  # it ended meanwhile, or its lease is being taken anew
            if member != stream.member or not may:
                stream.end()
            elif apart != stream.apart:
                stream.lease_anew()


async def _catch_up(cursor: psycopg.AsyncCursor[Any], stream: Stream, room: Room, top: int) -> None:
    if stream.kind.whole:
        missed = await read(cursor, WHOLE, stream.topic, stream.last)
    else:
        missed = await read(cursor, AS_MEMBER, stream.topic, stream.last, stream.topic)
    if (missed[0][0] if missed else top + 1) > stream.last + 1:
        stream.begin_anew()  # what it missed was forgotten since: only the whole page is right
        stream.over = True
    elif stream.apart:
        found = await rows(cursor, stream.kind.own, missed)
        seen = [change for change in missed if change[1] in found]
        catch_up(stream, missed, render(stream.kind, stream.language, found, seen))
    else:
        catch_up(stream, missed, await _made(cursor, stream, room, top, missed))


async def _made(cursor: psycopg.AsyncCursor[Any], stream: Stream, room: Room, top: int, missed: list[Any]) -> Made:
    """Return the events for all that was missed: what was made for others a moment ago, and the rest made now."""
    kept = {
        about: room.fragments.find(about, stream.language, n, top) for about, n in {a: n for n, a in missed}.items()
    }
    made = {about: event for about, event in kept.items() if event is not None}
    rest = [(number, about) for number, about in missed if about not in made]
    if rest:
        await cursor.execute("SELECT set_config('hearten.member', '', true)")  # as it is made for everybody
        fresh = render(stream.kind, stream.language, await rows(cursor, stream.kind.fetch, rest), rest)
        room.fragments.keep(top, stream.language, fresh.items())
        made |= fresh
    return made


async def _glances(
    cursor: psycopg.AsyncCursor[Any], kind: Topic, members: Sequence[UUID | None], keys: Sequence[UUID]
) -> list[tuple[bool, bool]]:
    """Return for each member whether they may listen, and whether something may be hidden from them alone."""
    glance, hidden = (sql.replace("%s", "$1") for sql in (kind.glance, kind.hidden))
    found = await read(cursor, GLANCES, glance, hidden, list(members), list(keys))
    return [(may, apart) for _nth, may, apart in sorted(found)]


async def read(cursor: psycopg.AsyncCursor[Any], sql: str, *values: Any) -> list[Any]:
    await cursor.execute(sql.encode(), values)
    return await cursor.fetchall()


async def rows(cursor: psycopg.AsyncCursor[Any], sql: str, changes: list[Any]) -> Rows:
    """Return what fragments are made from, by id."""
    found = await read(cursor, sql, list({about for _number, about in changes}))
    return {UUID(row[0]["id"]): row[0] for row in found}
