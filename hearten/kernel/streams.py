"""`GET /live/<kind>/<id>/?since=<number>`: one page's stream. Plain ASGI: it shares Django's sessions and policies."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from hearten.kernel.headers import always
from hearten.kernel.hub import Hub
from hearten.kernel.live import topic_of
from hearten.kernel.rooms import SignIn, Stream

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
MOST_STREAMS = 2000
SAME_SITE = {"", "same-origin", "none"}


class Streams:
    """The ASGI application. `sign_in(cursor, cookie values)` says whose session each cookie opens."""

    def __init__(self, hub: Hub, cookie: str, sign_in: SignIn, languages: Sequence[str]) -> None:
        self.hub, self.cookie, self.sign_in, self.languages = hub, cookie, sign_in, languages

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        stream = self._stream(scope)
        if stream is None:
            return await _answer(send, 404)
        if sum(len(room.streams) for room in self.hub.rooms.values()) >= MOST_STREAMS:
            return await _answer(send, 503, [(b"retry-after", b"30")])
        await self._run(stream, receive, send)

    def _stream(self, scope: dict[str, Any]) -> Stream | None:
        """Return the stream that a request asks for, or None when it cannot be one."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        parts = scope["path"].strip("/").split("/")
        kind = topic_of(parts[1]) if len(parts) == 3 else None
        token = cookie_of(headers.get("cookie", ""), self.cookie)
        if scope["method"] != "GET" or kind is None or not token or headers.get("sec-fetch-site", "") not in SAME_SITE:
            return None
        try:
            key = UUID(parts[2])
            asked = parse_qs(scope["query_string"].decode("latin-1"))
            last = int(headers.get("last-event-id") or asked.get("since", ["0"])[0])
        except ValueError:
            return None
        language = asked.get("lang", [""])[0]
        chosen = language if language in self.languages else self.languages[0]
        return Stream(f"{kind.kind}:{key}", kind, token, self.sign_in, chosen, last)

    async def _run(self, stream: Stream, receive: Receive, send: Send) -> None:
        begun = False

        async def begin_and_send(message: dict[str, Any]) -> None:
            nonlocal begun
            if not begun:
                begun = True
                await send({"type": "http.response.start", "status": 200, "headers": _headers(b"text/event-stream")})
            await send(message)

        stream.out.put_nowait(b"retry: 1500\n\n")
        serving = asyncio.create_task(self.hub.serve(stream, begin_and_send))
        leaving = asyncio.create_task(_left(receive))
        done, rest = await asyncio.wait({serving, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        if serving in done and isinstance(serving.exception(), PermissionError):
            return await _answer(send, 204)  # an EventSource that gets 204 does not come back
        if serving in done and serving.exception() is not None and not begun:
            return await _answer(send, 503, [(b"retry-after", b"2")])
        if begun and leaving not in done:
            await send({"type": "http.response.body", "body": b""})


def cookie_of(header: str, name: str) -> str:
    """Return the value of one cookie of a request, or nothing."""
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _headers(kind: bytes) -> list[tuple[bytes, bytes]]:
    theirs = [(name.lower().encode(), value.encode()) for name, value in always().items()]
    return [(b"content-type", kind), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no"), *theirs]


async def _answer(send: Send, status: int, more: list[tuple[bytes, bytes]] | None = None) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [*_headers(b"text/plain; charset=utf-8"), *(more or [])],
        }
    )
    await send({"type": "http.response.body", "body": b""})
