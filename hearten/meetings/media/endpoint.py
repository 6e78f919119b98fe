"""`POST /media/<meeting>/<what>/`: what a page asks about its audio and video. Plain ASGI, beside the live streams.

A page never talks to Janus. It sends its offers and answers here as JSON, and asks for events by a long question
("events"): unlike a stream it needs no second connection for what goes the other way, and a lost answer is asked for
again, because events are numbered.
"""

import json
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from hearten.kernel.headers import always
from hearten.kernel.streams import Receive, Send, cookie_of
from hearten.meetings.media.desk import MediaDesk
from hearten.meetings.media.janus import MediaAway
from hearten.meetings.media.rights import WAYS
from hearten.meetings.media.sdp import NotSdp
from hearten.meetings.media.seats import Seat
from hearten.meetings.media.turn import passes

LONGEST = 60_000
PATIENCE_S = 20.0
Said = dict[str, Any]


class Unreadable(ValueError):
    """This is not what our own page sends."""


class MediaEndpoint:
    """The ASGI application. Answers 404 to whoever is not in the meeting's room, 503 while media is away."""

    def __init__(self, desk: MediaDesk, cookie: str, turn_urls: Sequence[str], turn_secret: str) -> None:
        self.desk, self.cookie, self.turn_urls, self.turn_secret = desk, cookie, turn_urls, turn_secret
        self.asks: dict[str, Callable[[UUID, Seat, Said], Awaitable[Said]]] = {
            "publish": self._publish,
            "answer": self._answer,
            "trickle": self._trickle,
            "way": self._way,
            "events": self._events,
            "leave": self._leave,
        }

    async def __call__(self, scope: Said, receive: Receive, send: Send) -> None:
        try:
            status, words = await self._answered(scope, receive)
        except (Unreadable, NotSdp):
            status, words = 400, {}
        except MediaAway:
            status, words = 503, {"kind": "away"}
        await _say(send, status, words)

    async def _answered(self, scope: Said, receive: Receive) -> tuple[int, Said]:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        parts = scope["path"].strip("/").split("/")
        if scope["method"] != "POST" or len(parts) != 3 or not _from_our_page(headers):
            return 404, {}
        meeting, said = _meeting(parts[1]), await _body(receive)
        member = await self.desk.rights.member(cookie_of(headers.get("cookie", ""), self.cookie))
        if member is None or meeting is None:
            return 404, {}
        if parts[2] == "join":
            return await self._join(meeting, member, said)
        return await self._asked(parts[2], meeting, member, said)

    async def _asked(self, what: str, meeting: UUID, member: UUID, said: Said) -> tuple[int, Said]:
        if what not in self.asks:
            return 404, {}
        key = _word(said, "seat", 100)
        seat = self.desk.seat(meeting, member, key)
        if seat is None:
            return 410, {"kind": self.desk.ended.get(key, "away")}
        return 200, await self.asks[what](meeting, seat, said)

    async def _join(self, meeting: UUID, member: UUID, said: Said) -> tuple[int, Said]:
        wish = _word(said, "way", 5)
        if wish not in WAYS:
            raise Unreadable
        seat = await self.desk.join(meeting, member, wish)
        if seat is None:
            return 404, {}
        servers = passes(self.turn_urls, self.turn_secret, int(time.time()))
        words = {"seat": seat.key, "way": seat.way, "servers": servers, "relay": bool(servers)}
        return 200, {**words, "speak": self.desk.may_speak(meeting, member)}

    async def _publish(self, meeting: UUID, seat: Seat, said: Said) -> Said:
        answer = await seat.publish(_word(said, "sdp"), self.desk.may_speak(meeting, seat.member))
        return {"sdp": answer}

    async def _answer(self, meeting: UUID, seat: Seat, said: Said) -> Said:
        await seat.answered(_word(said, "sdp"))
        return {}

    async def _trickle(self, meeting: UUID, seat: Seat, said: Said) -> Said:
        candidate = None if said.get("candidate") is None else _word(said, "candidate", 400)
        await seat.trickle(_word(said, "which", 4), candidate, _word(said, "mid", 16))
        return {}

    async def _way(self, meeting: UUID, seat: Seat, said: Said) -> Said:
        """A page goes from video to audio because its line is poor, or back, as far as it may."""
        may, wish = await self.desk.rights.way(seat.member, meeting), _word(said, "way", 5)
        if may is None or wish not in WAYS[1:]:
            raise Unreadable
        await seat.go_on(min(may, wish, key=WAYS.index))
        return {"way": seat.way}

    async def _events(self, meeting: UUID, seat: Seat, said: Said) -> Said:
        after = said.get("after", 0)
        if not isinstance(after, int):
            raise Unreadable
        events = await seat.listen(after, PATIENCE_S)
        return {"events": [{"number": number, **event} for number, event in events]}

    async def _leave(self, meeting: UUID, seat: Seat, said: Said) -> Said:
        await self.desk.leave(meeting, seat)
        return {}


def _from_our_page(headers: dict[str, str]) -> bool:
    """Whether a script of this site asks: a form elsewhere cannot send this type, and a browser names its origin."""
    origin = urlsplit(headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == headers.get("host") and _is_json(headers)


def _is_json(headers: dict[str, str]) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip() == "application/json"


def _meeting(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


async def _body(receive: Receive) -> Said:
    whole, more = b"", True
    while more:
        message = await receive()
        whole, more = whole + message.get("body", b""), message.get("more_body", False)
        if message["type"] == "http.disconnect" or len(whole) > LONGEST:
            raise Unreadable
    try:
        said = json.loads(whole)
    except ValueError:
        raise Unreadable from None
    if not isinstance(said, dict):
        raise Unreadable
    return said


def _word(said: Said, name: str, longest: int = LONGEST) -> str:
    word = said.get(name)
    if not isinstance(word, str) or len(word) > longest:
        raise Unreadable
    return word


async def _say(send: Send, status: int, words: Said) -> None:
    theirs = [(name.lower().encode(), value.encode()) for name, value in always().items()]
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store"), *theirs]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(words).encode()})
