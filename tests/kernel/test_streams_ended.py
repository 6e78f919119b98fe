"""A right to listen that ends while something is under way: nothing that was committed afterwards is handed over."""

import asyncio
from typing import Any

import pytest

from hearten.kernel.hub import Hub
from hearten.kernel.leases import Leases, _glances
from hearten.kernel.live import topic_of
from hearten.kernel.streams import Streams
from tests.kernel.test_streams import _last, _open, _remove_ben, _run, _say
from tests.kernel.test_streams_apart import _aside


def test_what_is_read_ahead_waits_until_all_before_it_was_told_of(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's answers overtake its notifications: of three changes only the first was told of so far."""
    topic, since = f"thread:{cast.thread.id}", _last(cast.thread)
    told, held = Hub._heard, list[tuple[str, str]]()

    async def play(streams: Streams) -> None:
        async with _open(streams, cast.ben, topic, since) as ben, _open(streams, cast.ada, topic, since) as ada:
            monkeypatch.setattr(Hub, "_heard", lambda _hub, channel, payload: held.append((channel, payload)))
            await _aside(_say, cast.ada, cast.thread, "While Ben is here.")
            await _aside(_remove_ben, cast)
            await _aside(_say, cast.ada, cast.thread, "Only for those who are still here.")
            while ("hearten_live", f"{topic} {since + 2}") not in held:
                await asyncio.sleep(0.01)
            told(streams.hub, "hearten_live", f"{topic} {since + 1}")
            await asyncio.sleep(0.5)
            assert "still here" not in ben.text.decode()
            for channel, payload in held:
                told(streams.hub, channel, payload)
            await ben.until(lambda one: b"event: gone" in one.text)
            await ada.until(lambda one: len(one.changes) == 2)
            assert "still here" not in ben.text.decode()

    _run(play)


def test_a_lease_that_came_into_doubt_meanwhile_does_not_count(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ben may listen, says the database; he is removed; only then its answer is taken up."""
    since, topic = _last(cast.thread), f"thread:{cast.thread.id}"
    glance, looks = Leases._glance, list[int]()

    async def slow(self: Leases, cursor: Any, stream: Any, room: Any) -> int | None:
        top = await glance(self, cursor, stream, room)
        looks.append(1)
        if len(looks) == 2:
            doubts = stream.doubts
            await _aside(_remove_ben, cast)
            while stream.doubts == doubts:
                await asyncio.sleep(0.01)
        return top

    async def play(streams: Streams) -> None:
        monkeypatch.setattr(Leases, "_glance", slow)
        monkeypatch.setattr(Hub, "_take_anew", lambda _hub, _stream: asyncio.sleep(0))  # what ends it comes too late
        async with _open(streams, cast.ben, topic, since) as page:
            await _aside(_say, cast.ada, cast.thread, "Only for those who are still here.")
            await asyncio.sleep(0.5)
            assert (page.sent[0]["status"], page.changes) == (204, [])

    _run(play)


def test_many_are_asked_about_together_and_each_gets_their_own_answer(cast: Any) -> None:
    people = [cast.ada, cast.eli, cast.ben, cast.cleo]

    async def play(streams: Streams) -> None:
        kind = topic_of("thread")
        assert kind is not None
        async with streams.hub.pool.connection() as connection, connection.cursor() as cursor:
            found = await _glances(cursor, kind, [one.id for one in people], [cast.thread.id] * len(people))
            assert found == [(True, False), (False, False), (True, False), (False, False)]
            await cursor.execute("SELECT current_setting('hearten.member', true)")
            assert await cursor.fetchone() == ("",)

    _run(play)


def test_an_ended_session_ends_its_own_stream_alone(cast: Any, superuser: Any) -> None:
    """Nobody tells of a session that ran out: the leases are renewed together, and each has its own answer."""
    topic, since = f"thread:{cast.thread.id}", _last(cast.thread)

    async def play(streams: Streams) -> None:
        async with (
            _open(streams, cast.ada, topic, since) as ada,
            _open(streams, cast.ben, topic, since) as ben,
            _open(streams, cast.ada, topic, since) as again,
        ):
            superuser.execute("DELETE FROM members_session WHERE member_id = %s", [cast.ben.id])
            await ben.until(lambda one: b"event: gone" in one.text)
            await _aside(_say, cast.ada, cast.thread, "Who is still here?")
            for page in (ada, again):
                await page.until(lambda one: len(one.changes) == 1)
                assert b"event: gone" not in page.text

    _run(play)
