"""Rooms of the live hub: the open streams of one topic, and what each of them is given."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from django.utils import translation

from hearten.kernel.fragments import Fragments
from hearten.kernel.live import Topic

WAITING_MOST = 200  # events a slow reader may be behind before its stream is closed; it resumes by itself
# What a room rests for after it handed something out, for each of its streams: what comes meanwhile is handed out
# together. Five people notice nothing (0.3 ms); five hundred hear each other 25 ms later, and pages are answered too.
REST_S = 50e-6
BEAT = b": still here\n\n"
Rows = dict[UUID, dict[str, Any]]  # by id: what fragments are made from
Made = dict[UUID, bytes]  # by id: the event that is sent for it, without a number
Events = list[tuple[int, bytes]]
SignIn = Callable[[psycopg.AsyncCursor[Any], Sequence[str]], Awaitable[list[UUID | None]]]


@dataclass(eq=False, slots=True)
class Stream:
    """One open page. `leased` is its right to the topic; `apart` when its member does not see all that others see.

    token, identify  whose session it is: asked again with every lease
    doubts           how often the lease came into doubt; one that was asked for before does not count any more
    in_doubt         what is called then
    """

    topic: str
    kind: Topic
    token: str
    identify: SignIn
    language: str
    last: int
    member: UUID | None = None
    leased: bool = False
    renew_at: float = 0.0
    doubts: int = 0
    in_doubt: Callable[["Stream"], None] = lambda _stream: None
    apart: bool = False
    over: bool = False
    quiet: bool = False
    out: "asyncio.Queue[bytes | None]" = field(default_factory=lambda: asyncio.Queue(WAITING_MOST))

    @property
    def key(self) -> UUID:
        return UUID(self.topic.partition(":")[2])

    def give(self, events: Events, whole: bytes) -> None:
        """Hand over changes, unless the stream has them or lost its lease; `whole` is all of them in one piece."""
        if not self.leased or events[-1][0] <= self.last:
            return
        if self.last >= events[0][0]:
            whole = b"".join(event for number, event in events if number > self.last)
        self.last = events[-1][0]
        self._put(whole)

    def lease_anew(self) -> None:
        """Give nothing more until a glance as the member says what may be seen, and catches up."""
        self.leased = False
        self.doubts += 1
        self.in_doubt(self)

    def nudge(self) -> None:
        """Have the page ask for what is its member's own. Without a right to the topic it asks when it is back."""
        if self.leased:
            self._put(b"event: nudge\ndata: {}\n\n")

    def begin_anew(self) -> None:
        """Ask the page to load itself again: it was away for longer than the log remembers."""
        self._put(b"event: anew\ndata: {}\n\n")
        self._put(None)

    def end(self) -> None:
        """Close the stream from this side; the page is told not to come back."""
        self.leased = False
        self._put(b"event: gone\ndata: {}\n\n")
        self._put(None)

    def close(self) -> None:
        """Close the stream from this side; the page comes back by itself."""
        self._put(None)

    def beat(self) -> None:
        """Say that the line is alive, if nothing was said since the beat before."""
        if self.quiet and self.out.empty():
            self._put(BEAT)
        self.quiet = True

    def _put(self, event: bytes | None) -> None:
        self.quiet = False
        try:
            self.out.put_nowait(event)
        except asyncio.QueueFull:  # too slow: drop it whole, so that nothing is skipped
            self.leased = False
            while not self.out.empty():
                self.out.get_nowait()
            self.out.put_nowait(None)


@dataclass(slots=True)
class Room:
    """All streams of one topic in this process.

    last     the last change that was handed to them
    heard    the last change of which the database told this process: in the order of the commits, so that whose right
             ended before it was told of, too
    rests    until when, on the loop's clock, nothing is handed out
    """

    last: int
    heard: int = 0
    rests: float = 0.0
    pumped: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)
    streams: set[Stream] = field(default_factory=set)
    fragments: Fragments = field(default_factory=Fragments)

    def hear(self, number: int) -> None:
        self.heard = max(self.heard, number)
        self.news.set()

    async def until_heard(self, number: int) -> None:
        """Wait until the database told of a change and of all that was committed before it, or everybody is gone."""
        while self.heard < number and self.streams:
            self.news.clear()
            await self.news.wait()

    async def rest(self) -> None:
        """Wait until it is time to hand something out again; the next rest is as long as there are streams."""
        loop = asyncio.get_running_loop()
        if self.rests > loop.time():
            await asyncio.sleep(self.rests - loop.time())
        self.rests = loop.time() + REST_S * len(self.streams)


def hand_out(room: Room, kind: Topic, top: int, changes: list[Any], found: Rows, own: dict[UUID, Rows]) -> None:
    """Give changes to every stream of a room, rendered once for each language; `top` is where it stood then.

    A stream whose member does not see all that others see gets what was read as that member (`own`); one of whom that
    was learned only now takes its lease anew.
    """
    for language in {stream.language for stream in room.streams}:
        made = render(kind, language, found, changes)
        room.fragments.keep(top, language, made.items())
        events = numbered(changes, made)
        whole = b"".join(event for _number, event in events)
        for stream in [one for one in room.streams if one.language == language]:
            if not stream.apart:
                stream.give(events, whole)
            elif stream.member in own:
                _give_own(stream, changes, own[stream.member])
            else:
                stream.lease_anew()
    room.last = changes[-1][0]


def _give_own(stream: Stream, changes: list[Any], found: Rows) -> None:
    """Give nothing of what the member does not see; the numbers go on."""
    seen = [(number, about) for number, about in changes if about in found]
    if seen:
        events = numbered(seen, render(stream.kind, stream.language, found, seen))
        stream.give(events, b"".join(event for _number, event in events))
    if stream.leased:
        stream.last = max(stream.last, changes[-1][0])


def catch_up(stream: Stream, missed: list[Any], made: Made) -> None:
    """Give one stream what it missed; nothing of what was not made for it."""
    seen = [(number, about) for number, about in missed if about in made]
    if seen:
        stream._put(b"".join(event for _number, event in numbered(seen, made)))
    stream.last = missed[-1][0]


def render(kind: Topic, language: str, found: Rows, changes: Iterable[Any]) -> Made:
    """Return the event of each row that changed, without its number: the place in the page and the fragment for it."""
    made = {}
    with translation.override(language):
        for about in dict.fromkeys(about for _number, about in changes):
            row = found.get(about)
            place, html = kind.render(row) if row is not None else ("", "")
            made[about] = f"event: change\ndata: {json.dumps({'id': place, 'html': html})}\n\n".encode()
    return made


def numbered(changes: list[Any], made: Made) -> Events:
    """Return each change as one Server-Sent Event.

    What changed more than once is sent once, where it changed first, as it is now: the later numbers only count.
    """
    events, sent = [], set()
    for number, about in changes:
        events.append((number, b"id: %d\n%b" % (number, b"\n" if about in sent else made[about])))
        sent.add(about)
    return events
