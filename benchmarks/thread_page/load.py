"""A small closed-loop load: so many connections, each asking again as soon as it was answered. Loopback only."""

import asyncio
import time

FORM = "a" * 32  # the form token's cookie, which every browser has after its first page


async def _one(host: str, port: int, request: bytes, until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    while time.perf_counter() < until:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode("latin-1")[:300])
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        times.append(time.perf_counter() - began)
    writer.close()


def run(port: int, path: str, cookie: str, connections: int, seconds: float) -> list[float]:
    """Return the time of every answer, in seconds. Raises RuntimeError on an answer that is not 200."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: seat={cookie}; form={FORM}\r\n\r\n".encode()
    times: list[float] = []

    async def all_of_them() -> None:
        until = time.perf_counter() + seconds
        await asyncio.gather(*(_one("127.0.0.1", port, request, until, times) for _ in range(connections)))

    asyncio.run(all_of_them())
    return times
