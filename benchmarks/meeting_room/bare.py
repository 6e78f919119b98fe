"""The named baseline: a bare hub. One process that hands what it is sent to every open connection, and nothing else.

No session, no lease, no database, no policy, no rendering. Streams connect to the first port, whoever writes to the
second; every event is passed on as it came.

    python -m benchmarks.meeting_room.bare PORT PORT
"""

import asyncio
import sys
from typing import Any

import uvloop

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\nretry: 1500\n\n"


class Open(asyncio.Protocol):
    """An open stream."""

    def __init__(self, streams: set[Any]) -> None:
        self.streams = streams
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(HEAD)
        self.streams.add(self.transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.streams.discard(self.transport)


class Writer(asyncio.Protocol):
    """Whoever writes: whole events, each ended by an empty line."""

    def __init__(self, streams: set[Any]) -> None:
        self.streams, self.rest = streams, b""

    def data_received(self, data: bytes) -> None:
        whole, mark, self.rest = (self.rest + data).rpartition(b"\n\n")
        if mark:
            for stream in self.streams:
                stream.write(whole + mark)


async def main(port: int, writers: int) -> None:
    loop, streams = asyncio.get_running_loop(), set[Any]()
    await loop.create_server(lambda: Open(streams), "127.0.0.1", port, backlog=1024)
    await loop.create_server(lambda: Writer(streams), "127.0.0.1", writers)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), int(sys.argv[2])))
