"""Who may be in a meeting's audio and video: asked of the database, as the member, under row-level security.

Both functions are the room's own doors: they answer for the acting member alone, and give no row to whoever is not in
the meeting's room now.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool

from hearten.kernel.hub import Hub
from hearten.kernel.postgres.base import begin_as
from hearten.kernel.rooms import SignIn
from hearten.meetings.media.janus import MediaAway

# 'video', 'audio' or 'text': the most that the acting member may use in this meeting now. No row: they are not there.
MAY_JOIN = "SELECT way FROM meetings_may_join_media(%s)"
# How the others in the room know the acting member: the id of their presence, and the name that stands beside it.
SHOWN_AS = "SELECT presence, name FROM meetings_shown_in_media(%s)"
WAYS = ("text", "audio", "video")


@dataclass(frozen=True)
class Shown:
    """What others learn of a member in the room."""

    presence: str
    name: str


class Rights:
    """Asks over the live hub's connections."""

    def __init__(self, hub: Hub, sign_in: SignIn) -> None:
        self.hub, self.sign_in = hub, sign_in

    async def member(self, cookie: str) -> UUID | None:
        """Return whose session a cookie opens."""
        try:
            async with self._pool().connection() as connection, connection.cursor() as cursor:
                return (await self.sign_in(cursor, [cookie]))[0]
        except (psycopg.Error, OSError) as error:
            raise MediaAway from error

    async def way(self, member: UUID, meeting: UUID) -> str | None:
        """Return the most that a member may use there now, or None when they are not there."""
        row = await self._as(member, MAY_JOIN, meeting)
        return row[0] if row and row[0] in WAYS else None

    async def shown(self, member: UUID, meeting: UUID) -> Shown | None:
        row = await self._as(member, SHOWN_AS, meeting)
        return Shown(str(row[0]), str(row[1])) if row else None

    async def _as(self, member: UUID, sql: str, meeting: UUID) -> Any:
        try:
            async with self._pool().connection() as connection, connection.cursor() as cursor:
                await cursor.execute(begin_as(member), prepare=False)
                try:
                    await cursor.execute(sql.encode(), [meeting])
                    return await cursor.fetchone()
                finally:
                    await cursor.execute("ROLLBACK")
        except (psycopg.Error, OSError) as error:
            raise MediaAway from error

    def _pool(self) -> AsyncConnectionPool:
        if self.hub.pool is None:
            raise MediaAway
        return self.hub.pool
