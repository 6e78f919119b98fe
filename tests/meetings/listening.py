"""Hundreds of open pages in one process: raw connections that read streams and note when each change arrived.

Run as a program: takes a JSON object on its first line of input (port, meeting, cookies, since), answers with one line
when all streams are open, and then, for each further line, with one line for what arrived since the one before.
"""

import asyncio
import json
import re
import sys
import time
from typing import Any

NUMBER = re.compile(rb"id: (\d+)\n")
AT_ONCE = 25  # connections that are opened at the same time


class Listener(asyncio.Protocol):
    """One stream. `numbers` and `times` hold the changes that arrived whole, in order; times are of the machine."""

    def __init__(self, request: bytes) -> None:
        self.request, self.rest = request, b""
        self.numbers: list[int] = []
        self.times: list[float] = []
        self.opened: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.gone = self.closed = False
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        whole, mark, self.rest = (self.rest + data).rpartition(b"\n\n")
        if not self.opened.done() and b"retry:" in whole:
            self.opened.set_result(b" 200 " in whole[:20])
        found = NUMBER.findall(whole + mark)
        self.numbers += map(int, found)
        self.times += [now] * len(found)
        self.gone = self.gone or b"event: gone" in whole

    def connection_lost(self, error: Exception | None) -> None:
        self.closed = True
        if not self.opened.done():
            self.opened.set_result(False)

    def since_last(self) -> dict[str, Any]:
        """Return what arrived since this was asked before."""
        found = {"numbers": self.numbers, "times": self.times, "gone": self.gone, "closed": self.closed}
        self.numbers, self.times = [], []
        return found


async def listen(port: int, path: str, cookies: list[str]) -> list[Listener]:
    """Open a stream for each cookie. Raises RuntimeError when one is refused."""
    loop, gate, made = asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE), []

    async def one(cookie: str) -> Listener:
        head = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: seat={cookie}\r\n\r\n".encode()
        async with gate:
            _transport, listener = await loop.create_connection(lambda: Listener(head), "127.0.0.1", port)
            if not await listener.opened:
                raise RuntimeError(f"a stream was refused: {listener.rest[:200]!r}")
        return listener

    made = await asyncio.gather(*(one(cookie) for cookie in cookies))
    return list(made)


async def main() -> None:
    loop, asked = asyncio.get_running_loop(), asyncio.StreamReader(limit=2**24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    job = json.loads(await asked.readline())
    began = time.monotonic()
    listeners = await listen(job["port"], job["path"], job["cookies"])
    _answer({"seconds": time.monotonic() - began})
    while await asked.readline():
        _answer([one.since_last() for one in listeners])


def _answer(what: Any) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201  # for who started this


if __name__ == "__main__":
    import uvloop

    uvloop.run(main())
