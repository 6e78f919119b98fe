"""Rooms of the live hub: the open streams of one topic, and what each of them is given."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from django.utils import translation

from hearten.kernel.live import Topic

WAITING_MOST = 200  # events a slow reader may be behind before its stream is closed; it resumes by itself
Rows = dict[UUID, dict[str, Any]]  # by id: what fragments are made from
Identify = Callable[[psycopg.AsyncCursor[Any]], Awaitable[UUID | None]]


@dataclass(eq=False)
class Stream:
    """One open page. `leased` is its right to the topic; `apart` when its member does not see all that others see."""

    topic: str
    kind: Topic
    identify: Identify
    language: str
    last: int
    member: UUID | None = None
    leased: bool = False
    apart: bool = False
    over: bool = False
    out: "asyncio.Queue[bytes | None]" = field(default_factory=lambda: asyncio.Queue(WAITING_MOST))
    again: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def key(self) -> UUID:
        return UUID(self.topic.partition(":")[2])

    def give(self, number: int, event: bytes | None) -> None:
        """Hand over one change, unless the stream has it or lost its lease; None: it is not for this member."""
        if not self.leased or number <= self.last:
            return
        self.last = number
        if event is not None:
            self._put(event)

    def lease_anew(self) -> None:
        """Give nothing more until a glance as the member says what may be seen, and catches up."""
        self.leased = False
        self.again.set()

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

    def _put(self, event: bytes | None) -> None:
        try:
            self.out.put_nowait(event)
        except asyncio.QueueFull:  # too slow: drop it whole, so that nothing is skipped
            self.leased = False
            while not self.out.empty():
                self.out.get_nowait()
            self.out.put_nowait(None)


@dataclass
class Room:
    """All streams of one topic in this process, and the last change that was handed to them."""

    last: int
    streams: set[Stream] = field(default_factory=set)
    pumping: asyncio.Lock = field(default_factory=asyncio.Lock)


def hand_out(room: Room, kind: Topic, changes: list[Any], found: Rows, own: dict[UUID, Rows]) -> None:
    """Give changes to every stream of a room, rendered once for each language.

    A stream whose member does not see all that others see gets what was read as that member (`own`); one of whom that
    was learned only now takes its lease anew.
    """
    for language in {stream.language for stream in room.streams}:
        with translation.override(language):
            events = [(number, _event(number, kind, found.get(about))) for number, about in changes]
            for stream in room.streams:
                if stream.language != language:
                    continue
                if not stream.apart:
                    for number, event in events:
                        stream.give(number, event)
                elif stream.member in own:
                    _give_own(stream, changes, own[stream.member])
                else:
                    stream.lease_anew()
    room.last = changes[-1][0]


def _give_own(stream: Stream, changes: list[Any], found: Rows) -> None:
    for number, about in changes:
        row = found.get(about)
        stream.give(number, _event(number, stream.kind, row) if row is not None else None)


def catch_up(stream: Stream, missed: list[Any], found: Rows) -> None:
    """Give one stream what it missed."""
    with translation.override(stream.language):
        for number, about in missed:
            stream.last = number
            row = found.get(about)
            if row is not None or not stream.apart:
                stream._put(_event(number, stream.kind, row))


def _event(number: int, kind: Topic, row: dict[str, Any] | None) -> bytes:
    """Return one Server-Sent Event: the place in the page and the fragment for it."""
    place, html = kind.render(row) if row is not None else ("", "")
    return f"id: {number}\nevent: change\ndata: {json.dumps({'id': place, 'html': html})}\n\n".encode()
