"""How much one request may bring: a form with files more than any other, and few such at once."""

import asyncio
from typing import Any

import pytest

from hearten.kernel import bridge
from hearten.kernel.bridge import LONGEST_BODY, LONGEST_UPLOAD, Bridge

FILES, PLAIN = b"multipart/form-data; boundary=x", b"application/x-www-form-urlencoded"


def _site() -> Bridge:
    def taken(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [str(len(environ["wsgi.input"].read())).encode()]

    return Bridge(taken, threads=1)


async def _send(site: Bridge, kind: bytes, size: int, wait: asyncio.Event | None = None) -> tuple[int, bytes]:
    """Send a body in pieces of a megabyte, the last one only after `wait`, and return status and text."""
    left, said = size, []

    async def receive() -> dict[str, Any]:
        nonlocal left
        piece = min(left, 1_000_000)
        left -= piece
        if wait is not None and not left:
            await wait.wait()
        return {"type": "http.request", "body": bytes(piece), "more_body": left > 0}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "http_version": "1.1"}
    await site(scope | {"headers": [(b"content-type", kind)]}, receive, send)
    return said[0]["status"], said[1]["body"]


@pytest.mark.parametrize(
    ("kind", "size", "status"),
    [
        (PLAIN, LONGEST_BODY, 200),
        (PLAIN, LONGEST_BODY + 1, 413),
        (FILES, LONGEST_BODY + 1, 200),
        (FILES, LONGEST_UPLOAD, 200),
        (FILES, LONGEST_UPLOAD + 1, 413),
    ],
)
def test_how_much_a_request_may_bring(kind: bytes, size: int, status: int) -> None:
    answered, text = asyncio.run(_send(_site(), kind, size))
    assert answered == status
    assert text == (str(size).encode() if status == 200 else bridge.TOO_LONG)


def test_few_large_ones_at_once_and_small_ones_always() -> None:
    async def play() -> list[int]:
        site, go_on = _site(), asyncio.Event()
        slow = [asyncio.create_task(_send(site, FILES, 5_000_000, go_on)) for _each in range(bridge.UPLOADS_AT_ONCE)]
        await asyncio.sleep(0.1)
        one_more, _text = await _send(site, FILES, 5_000_000)
        words, _text = await _send(site, FILES, 20_000)
        go_on.set()
        done = [status for status, _text in await asyncio.gather(*slow)]
        after, _text = await _send(site, FILES, 5_000_000)
        return [one_more, words, *done, after]

    assert asyncio.run(play()) == [413, 200, *[200] * bridge.UPLOADS_AT_ONCE, 200]


def test_one_that_never_ends_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "UPLOAD_WITHIN_S", 0.05)

    async def play() -> tuple[int, int]:
        site = _site()
        status, _text = await _send(site, FILES, 5_000_000, asyncio.Event())
        return status, site.uploads

    assert asyncio.run(play()) == (413, 0)
