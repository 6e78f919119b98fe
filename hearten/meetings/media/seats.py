"""One page of one member in a meeting's audio and video: what it sends, what it hears, and what it is told."""

import asyncio
import secrets
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any
from uuid import UUID

from hearten.meetings.media import sdp
from hearten.meetings.media.janus import Janus, MediaAway, Said
from hearten.meetings.media.rights import Shown
from hearten.meetings.media.rooms import Room

MOST_EVENTS = 200
# Janus says when packets get lost on a member's line (slowlink_threshold in janus.jcfg). The server has to act on it:
# a line that pictures have filled lets no question of the page through.
SLOW_TIMES, SLOW_WITHIN_S = 3, 10.0


class Seat:
    """`key` is known to the page alone, `feed` to Janus and this process; others are told `shown`."""

    def __init__(self, room: Room, member: UUID, shown: Shown, way: str, known: Callable[[str], Shown | None]) -> None:
        self.room, self.member, self.shown, self.way, self.known = room, member, shown, way, known
        self.key, self.feed = secrets.token_urlsafe(32), secrets.token_hex(16)
        self.out = self.into = self.private_id = 0
        self.lines: dict[str, str] = {}  # what it sends: medium -> mid
        self.others: dict[str, list[Said]] = {}  # who sends: feed -> their streams
        self.heard: set[str] = set()
        self.hears: list[Said] = []  # what Janus sends to it
        self.waits_for_answer = self.offered = False
        self.slow: list[float] = []
        self.early: list[Said] = []  # Janus' candidates that came before its offer
        self.changing = asyncio.Lock()
        self.events: list[tuple[int, Said]] = []
        self.number = 0
        self.news = asyncio.Event()
        self.seen_at = self.right_at = time.monotonic()
        self.over = False
        self.tasks: set[asyncio.Task[None]] = set()

    @property
    def janus(self) -> Janus:
        return self.room.janus

    def tell(self, kind: str, **more: Any) -> None:
        """Put one event into the page's hands at its next question, or now if it waits."""
        self.number += 1
        self.events.append((self.number, {"kind": kind, **more}))
        if len(self.events) > MOST_EVENTS:
            self.end("away")
        self.news.set()

    def end(self, kind: str) -> None:
        """Tell the page that this seat is over. It is told nothing more."""
        if not self.over:
            self.over = True
            self.events = [(self.number + 1, {"kind": kind})]
            self.news.set()

    async def listen(self, after: int, patience: float) -> list[tuple[int, Said]]:
        """Return the events after number `after`, at once or when there is one; none after `patience` seconds."""
        self.seen_at = time.monotonic()
        self.events = [event for event in self.events if event[0] > after]
        if not self.events:
            self.news.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self.news.wait()
        self.seen_at = time.monotonic()
        return list(self.events)

    async def enter(self) -> None:
        """Take a place in Janus' room; nothing is sent yet. Raises MediaAway."""
        self.out = await self.janus.attach(self._from_out)
        said = await self.room.admit(self.out, self.feed)
        self.private_id = said["private_id"]
        self._they_send(said.get("publishers", []))

    def _from_out(self, said: Said) -> None:
        if said["janus"] == "trickle":
            return self.tell("candidate", which="out", candidate=said["candidate"])
        if said["janus"] == "slowlink":
            return self._slow()
        data = said.get("plugindata", {}).get("data", {})
        self._they_send(data.get("publishers", []))
        for word in ("unpublished", "leaving", "kicked"):
            if data.get(word) in self.others:
                self._stopped(data[word])

    def _from_into(self, said: Said) -> None:
        if said["janus"] == "trickle" and self.offered:
            self.tell("candidate", which="into", candidate=said["candidate"])
        elif said["janus"] == "trickle":
            self.early.append(said["candidate"])
        elif said["janus"] == "slowlink":
            self._slow()

    def _slow(self) -> None:
        """Go on by sound alone when pictures do not fit through this member's line."""
        moment = time.monotonic()
        self.slow = [at for at in self.slow if moment - at < SLOW_WITHIN_S] + [moment]
        if len(self.slow) >= SLOW_TIMES and self.way == "video":
            self.way = "audio"
            self.tell("way", way="audio", why="slow")
            self._soon(self.go_on("audio"))

    def _they_send(self, publishers: list[Said]) -> None:
        for each in publishers:
            self.others[each["id"]] = each.get("streams", [])
            self.heard.discard(each["id"])
        if publishers:
            self._soon(self.hear_others())

    def _stopped(self, feed: str) -> None:
        del self.others[feed]
        self.heard.discard(feed)
        self.tell("gone", feed=feed)

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_calmly(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def hear_others(self) -> None:
        """Offer the page whom it does not hear yet; one offer after the other."""
        async with self.changing:
            fresh = self.others.keys() - self.heard
            if self.over or self.waits_for_answer or not fresh:
                return
            try:
                said, offer = await self._subscribe([{"feed": feed} for feed in fresh])
            except MediaAway:
                return  # they left meanwhile: Janus says so, and whoever is left is asked for with the next
            self.heard |= fresh
            self.hears = [stream for stream in said.get("streams", []) if stream.get("active", True)]
            self.waits_for_answer = True
            await self._hold_back_video()
            self.offered = True
            self.tell("offer", sdp=offer, tiles=self._tiles())
            while self.early:
                self.tell("candidate", which="into", candidate=self.early.pop(0))

    async def _subscribe(self, streams: list[Said]) -> tuple[Said, str]:
        if self.into:
            return await self.room.hear_more(self.into, streams)
        handle = await self.janus.attach(self._from_into)
        try:
            answer = await self.room.begin_hearing(handle, self.private_id, streams)
        except MediaAway:
            await self.janus.detach(handle)
            raise
        self.into = handle
        return answer

    def _tiles(self) -> list[Said]:
        """Return whom each line of the offer shows, by the name that our server gives."""
        found = []
        for one in self.hears:
            shown = self.known(one.get("feed_id", ""))
            if shown and one.get("type") in ("audio", "video"):
                names = {"presence": shown.presence, "name": shown.name}
                found.append({"mid": one["mid"], "medium": one["type"], "feed": one["feed_id"], **names})
        return found

    async def publish(self, offer: str, may_speak: bool) -> str:
        """Begin to send. Janus passes on nothing that this member may not send, from the first packet."""
        clean = sdp.from_page(offer)
        answer = await self.room.publish(self.out, clean)
        self.lines = sdp.lines_of(clean)
        await self.hold(may_speak)
        return sdp.for_speech(answer)

    async def hold(self, may_speak: bool) -> None:
        """Silence what may not be heard or seen of this member, and let the rest through."""
        if "audio" in self.lines:
            await self.room.silence(self.feed, self.lines["audio"], not may_speak)
        await self._hold_own_video()

    async def _hold_own_video(self) -> None:
        if "video" in self.lines:
            await self.room.silence(self.feed, self.lines["video"], self.way != "video")

    async def go_on(self, way: str) -> None:
        """Change between audio and video: first what is received, which fills a line, then what is sent."""
        self.way, self.slow = way, []
        await self._hold_back_video()
        await self._hold_own_video()

    async def _hold_back_video(self) -> None:
        mids = [one["mid"] for one in self.hears if one.get("type") == "video"]
        if self.into:
            await self.room.pause(self.into, mids, self.way == "video")

    async def answered(self, answer: str) -> None:
        """Take the page's answer to the last offer, and offer who came meanwhile."""
        await self.room.heard(self.into, sdp.from_page(answer))
        self.waits_for_answer = False
        await self.hear_others()

    async def trickle(self, which: str, said: str | None, mid: str) -> None:
        """Pass on a candidate that tells nobody's address; drop the others."""
        handle = self.out if which == "out" else self.into
        if said is None:
            await self.janus.trickle(handle, {"completed": True})
        elif clean := sdp.candidate_from_page(said):
            await self.janus.trickle(handle, {"candidate": clean, "sdpMid": mid})

    async def leave(self) -> None:
        for task in self.tasks:
            task.cancel()
        for handle in (self.out, self.into):
            if handle:
                await self.janus.detach(handle)
        self.out = self.into = 0


async def _calmly(work: Coroutine[Any, Any, None]) -> None:
    """Nobody waits for this: without Janus it comes to nothing, and the page is told so by other means."""
    with suppress(MediaAway):
        await work
