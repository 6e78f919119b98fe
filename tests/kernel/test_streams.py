"""Live streams: what arrives, in which order, to whom, and when a right to listen ends."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest

from hearten.kernel.hub import Hub
from hearten.kernel.streams import Streams

SOON_S = 10  # how long a test waits for what comes within a second on a quiet machine
EVENT = re.compile(rb"id: (\d+)\nevent: change\ndata: (.*)\n\n")


class Page:
    """An open page: what its stream sent."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.news = asyncio.Event()
        self.gone = asyncio.Event()

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)
        self.news.set()

    async def receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    @property
    def text(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent)

    @property
    def changes(self) -> list[tuple[int, dict[str, str]]]:
        return [(int(number), json.loads(data)) for number, data in EVENT.findall(self.text)]

    async def until(self, seen: Callable[["Page"], bool]) -> None:
        async with asyncio.timeout(SOON_S):
            while not seen(self):
                self.news.clear()
                await self.news.wait()


@asynccontextmanager
async def _streams() -> Any:
    from django.conf import settings

    from hearten.kernel.database import addresses
    from hearten.members.stream_sign_in import members_of

    hub = Hub(addresses(settings.HEARTEN_STATE).conninfo("live"))
    await hub.start()
    try:
        yield Streams(hub, settings.SESSION_COOKIE_NAME, members_of, ["en"])
    finally:
        await hub.stop()


@asynccontextmanager
async def _open(streams: Streams, person: Any, topic: str, since: int, **more: str) -> Any:
    from django.conf import settings

    headers = {"cookie": f"{settings.SESSION_COOKIE_NAME}={person.cookie}", **more}
    scope = {
        "type": "http", "method": "GET", "path": f"/live/{topic.replace(':', '/')}/",
        "query_string": f"since={since}".encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    page = Page()
    serving = asyncio.create_task(streams(scope, page.receive, page.send))
    try:
        await page.until(lambda one: bool(one.sent))
        yield page
    finally:
        page.gone.set()
        await serving


def _say(person: Any, thread: Any, words: str) -> None:
    said = {"body": words, "client_id": str(uuid4())}
    assert person.browser().post(f"/threads/{thread.id}/replies/", said).status_code == 302


def _last(thread: Any) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT hearten_live_last(%s)", [f"thread:{thread.id}"])
        return int(cursor.fetchone()[0])


def _run(play: Callable[[Streams], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with _streams() as streams:
            await play(streams)

    asyncio.run(whole())


def test_replies_arrive_in_order_as_the_fragments_of_the_page(cast: Any) -> None:
    since = _last(cast.thread)

    async def play(streams: Streams) -> None:
        async with _open(streams, cast.ben, f"thread:{cast.thread.id}", since) as page:
            for number in range(3):
                await asyncio.to_thread(_say, cast.ada, cast.thread, f"Line {number} of three.")
            await page.until(lambda one: len(one.changes) == 3)
            assert [number for number, _change in page.changes] == [since + 1, since + 2, since + 3]
            shown = await asyncio.to_thread(lambda: cast.ben.browser().get(f"/threads/{cast.thread.id}/").content)
            for number, (_id, change) in enumerate(page.changes):
                assert f"Line {number} of three." in change["html"]
                assert change["html"] in shown.decode()

    _run(play)


def test_a_page_that_was_away_gets_what_it_missed_and_nothing_twice(cast: Any) -> None:
    since = _last(cast.thread)
    for number in range(3):
        _say(cast.ada, cast.thread, f"While you were away, {number}.")

    async def play(streams: Streams) -> None:
        resumed = {"last-event-id": str(since + 1)}
        async with _open(streams, cast.ben, f"thread:{cast.thread.id}", since, **resumed) as page:
            await asyncio.to_thread(_say, cast.ada, cast.thread, "And now.")
            await page.until(lambda one: len(one.changes) >= 3)
            assert [number for number, _change in page.changes] == [since + 2, since + 3, since + 4]

    _run(play)


@pytest.mark.parametrize("who", ["cleo", "dov", "eli", "mo", "odile"])
def test_nobody_outside_the_group_may_listen(cast: Any, who: str) -> None:
    async def play(streams: Streams) -> None:
        async with _open(streams, getattr(cast, who), f"thread:{cast.thread.id}", 0) as page:
            assert page.sent[0]["status"] == 204
            assert page.text == b""

    _run(play)


def test_whoever_is_removed_receives_nothing_from_that_moment(cast: Any) -> None:
    since = _last(cast.thread)

    async def play(streams: Streams) -> None:
        async with _open(streams, cast.ben, f"thread:{cast.thread.id}", since) as page:
            await page.until(lambda one: b"retry" in one.text)
            await asyncio.to_thread(_remove_ben, cast)
            await asyncio.to_thread(_say, cast.ada, cast.thread, "Only for those who are still here.")
            await page.until(lambda one: b"event: gone" in one.text)
            assert page.changes == []

    _run(play)


def _remove_ben(cast: Any) -> None:
    address = f"/groups/{cast.group.id}/lead/people/{cast.ben_in_group.id}/removal/"
    assert cast.ada.browser().post(address, {"words": ""}).status_code == 302


def test_signing_out_ends_the_stream(cast: Any) -> None:
    async def play(streams: Streams) -> None:
        async with _open(streams, cast.ben, f"thread:{cast.thread.id}", _since) as page:
            await asyncio.to_thread(lambda: cast.ben.browser().post("/sign-out/"))
            await page.until(lambda one: b"event: gone" in one.text)

    _since = _last(cast.thread)
    _run(play)


def test_a_page_that_was_away_too_long_is_asked_to_begin_anew(cast: Any, superuser: Any) -> None:
    since = _last(cast.thread)
    _say(cast.ada, cast.thread, "Long ago.")
    superuser.execute("DELETE FROM kernel_liveevent WHERE topic = %s", [f"thread:{cast.thread.id}"])

    async def play(streams: Streams) -> None:
        async with _open(streams, cast.ben, f"thread:{cast.thread.id}", since) as page:
            await page.until(lambda one: b"event: anew" in one.text)

    _run(play)


def test_a_stream_is_not_opened_for_another_site(cast: Any) -> None:
    async def play(streams: Streams) -> None:
        asked = {"sec-fetch-site": "cross-site"}
        async with _open(streams, cast.ben, f"thread:{cast.thread.id}", 0, **asked) as page:
            assert page.sent[0]["status"] == 404

    _run(play)
