"""The desk that holds every meeting's audio and video: one in the web process, started and stopped with it.

What pages ask comes through endpoint.py. What the meeting decides (who speaks, who leaves, that it is over) comes from
the room's code, in any thread, by `say_from_a_thread`. Nothing here raises into a page: without Janus there is writing.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hearten.meetings.media.janus import Janus, MediaAway
from hearten.meetings.media.rights import WAYS, Rights
from hearten.meetings.media.rooms import Room
from hearten.meetings.media.seats import Seat

log = logging.getLogger("hearten.media")
LOOK_EVERY_S = 4.0
SILENT_FOR_S = 45  # a page asks every 20 seconds; one that does not is closed, or has lost its way
RIGHT_FOR_S = 20  # how long the last yes of the database counts while it does not answer
MOST_SEATS = 600


@dataclass
class Held:
    """A meeting's audio and video. `seats`: one for each member, by their page's key."""

    room: Room
    seats: dict[str, Seat] = field(default_factory=dict)


class MediaDesk:
    """`away` says whether there is audio and video; whoever is in `watchers` is called when that changes."""

    def __init__(self, url: str, secret: str, rights: Rights) -> None:
        self.rights = rights
        self.janus = Janus(url, secret, self._changed) if url else None
        self.held: dict[UUID, Held] = {}
        self.ended: dict[str, str] = {}  # why a page's seat is over, for when it asks; the oldest are forgotten
        self.speakers: dict[UUID, frozenset[UUID]] = {}
        self.watchers: list[Callable[[bool], None]] = []
        self.making = asyncio.Lock()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.looking: asyncio.Task[None] | None = None

    @property
    def away(self) -> bool:
        return self.janus is None or self.janus.away

    async def start(self) -> None:
        self.loop = asyncio.get_running_loop()
        if self.janus is not None:
            await self.janus.start()
            self.looking = asyncio.create_task(self._look())

    async def stop(self) -> None:
        if self.looking is not None:
            self.looking.cancel()
        for meeting in list(self.held):
            await self.close(meeting)
        if self.janus is not None:
            await self.janus.stop()

    def _changed(self, there: bool) -> None:
        if not there:
            for held in self.held.values():
                for seat in held.seats.values():
                    self._end(seat, "away")
            self.held.clear()
        for watcher in self.watchers:
            watcher(there)

    def seat(self, meeting: UUID, member: UUID, key: str) -> Seat | None:
        """Return a member's own seat, or None when it is over."""
        held = self.held.get(meeting)
        seat = held.seats.get(key) if held else None
        return seat if seat and seat.member == member and not seat.over else None

    def _end(self, seat: Seat, why: str) -> None:
        seat.end(why)
        self.ended[seat.key] = why
        while len(self.ended) > MOST_SEATS:
            del self.ended[next(iter(self.ended))]

    async def join(self, meeting: UUID, member: UUID, wish: str) -> Seat | None:
        """Take a seat for a page, of which a member has one. None: they may not be there. Raises MediaAway."""
        way, shown = await self.rights.way(member, meeting), await self.rights.shown(member, meeting)
        if way is None or shown is None:
            return None
        way = min(way, wish, key=WAYS.index)
        if self.away or way == "text" or sum(len(held.seats) for held in self.held.values()) >= MOST_SEATS:
            raise MediaAway
        held = await self._hold(meeting)
        for former in [one for one in held.seats.values() if one.member == member]:
            await self._out(meeting, former, "elsewhere", destroy=False)
        seat = Seat(held.room, member, shown, way, lambda feed: _shown(held, feed))
        held.seats[seat.key] = seat
        await self._enter(meeting, seat)
        return seat

    async def _enter(self, meeting: UUID, seat: Seat) -> None:
        try:
            await seat.enter()
        except MediaAway:
            await self._out(meeting, seat, "away")
            raise

    async def _hold(self, meeting: UUID) -> Held:
        assert self.janus is not None  # else media is away, and nobody comes here
        async with self.making:
            if meeting not in self.held:
                room = Room(self.janus)
                await room.make()
                self.held[meeting] = Held(room)
            return self.held[meeting]

    async def _out(self, meeting: UUID, seat: Seat, why: str, destroy: bool = True) -> None:
        """Take a seat away; the last one takes the room along."""
        self._end(seat, why)
        held = self.held.get(meeting)
        if held is not None:
            held.seats.pop(seat.key, None)
        is_last = held is not None and destroy and not held.seats
        if is_last:
            del self.held[meeting]
        await seat.leave()
        if held is not None and is_last:
            await held.room.destroy()

    async def leave(self, meeting: UUID, seat: Seat) -> None:
        await self._out(meeting, seat, "left")

    def may_speak(self, meeting: UUID, member: UUID) -> bool:
        """Whether a member's microphone is passed on now."""
        return meeting not in self.speakers or member in self.speakers[meeting]

    async def let_speak(self, meeting: UUID, members: Collection[UUID] | None) -> None:
        """Pass on these members' microphones alone; None: everybody's. It holds when Janus comes back, too."""
        if members is None:
            self.speakers.pop(meeting, None)
        else:
            self.speakers[meeting] = frozenset(members)
        held = self.held.get(meeting)
        for seat in list(held.seats.values()) if held else ():
            with suppress(MediaAway):  # then it is held when the page comes back
                await seat.hold(self.may_speak(meeting, seat.member))
            seat.tell("speak" if self.may_speak(meeting, seat.member) else "silent")

    async def remove(self, meeting: UUID, member: UUID) -> None:
        """Take a member out of a meeting's audio and video now. Their page is told; whether they come back, the
        database says."""
        held = self.held.get(meeting)
        for seat in [one for one in held.seats.values() if one.member == member] if held else ():
            with suppress(MediaAway):
                await seat.room.kick(seat.feed)
            await self._out(meeting, seat, "removed")

    async def close(self, meeting: UUID) -> None:
        """End a meeting's audio and video for everybody. Its room is destroyed."""
        self.speakers.pop(meeting, None)
        held = self.held.pop(meeting, None)
        if held is None:
            return
        for seat in held.seats.values():
            self._end(seat, "over")
        for seat in held.seats.values():
            await seat.leave()
        await held.room.destroy()

    def say_from_a_thread(self, work: Coroutine[Any, Any, None]) -> None:
        """Let `let_speak`, `remove` or `close` run in the desk's loop, soon. Nobody waits for it."""
        if self.loop is None or self.loop.is_closed():
            work.close()
            return
        asyncio.run_coroutine_threadsafe(work, self.loop)

    async def _look(self) -> None:
        """Go round: who is gone, and who may not be here any more."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            for meeting, held in list(self.held.items()):
                for seat in list(held.seats.values()):
                    try:
                        await self._look_at(meeting, seat)
                    except MediaAway:
                        continue
                    except Exception:
                        log.exception("a look at a seat failed")

    async def _look_at(self, meeting: UUID, seat: Seat) -> None:
        moment = time.monotonic()
        if moment - seat.seen_at > SILENT_FOR_S:
            return await self._out(meeting, seat, "left")
        try:
            way = await self.rights.way(seat.member, meeting)
        except MediaAway:
            if moment - seat.right_at > RIGHT_FOR_S:
                await self._out(meeting, seat, "removed")
            return
        seat.right_at = moment
        if way in (None, "text"):
            await self.remove(meeting, seat.member)
        elif way == "audio" and seat.way == "video":
            await seat.go_on("audio")
            seat.tell("way", way="audio", why="rights")


def _shown(held: Held, feed: str) -> Any:
    return next((seat.shown for seat in held.seats.values() if seat.feed == feed), None)
