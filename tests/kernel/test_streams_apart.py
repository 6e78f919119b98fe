"""Live streams of people who keep a distance: each hears what they may see, as it is, and in order."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from hearten.kernel.streams import Streams
from tests.apart import Scene, end_distances, keep_distance, nod, reply, scene
from tests.kernel.test_streams import Page, _last, _open, _run


@pytest.fixture
def there(cast: Any) -> Scene:
    return scene(cast)


async def _aside(work: Callable[..., Any], *given: Any) -> Any:
    """Do something in a thread, and give its connection back: the pool is small."""
    from django.db import connection

    def whole() -> Any:
        try:
            return work(*given)
        finally:
            connection.close()

    return await asyncio.to_thread(whole)


def _text(page: Page) -> str:
    return "\n".join(change["html"] for _number, change in page.changes)


async def _heard(page: Page, words: str) -> str:
    await page.until(lambda one: words in _text(one))
    return _text(page)


def _topic(there: Scene) -> tuple[str, int]:
    return f"thread:{there.cast.thread.id}", _last(there.cast.thread)


def test_a_block_goes_both_ways_and_others_hear_everybody(there: Scene) -> None:
    """In Cleo's view nothing changes; Ben and Dov, both in Ada's conversation, hear all but each other, gap-free."""
    from tests.apart import begin

    key = begin(there.cast.ada, there.cast.group.id, "For all of us", "Say hello.")
    keep_distance(there.cast.ben, there.dovs_reply)

    async def play(streams: Streams) -> None:
        topic = f"thread:{key}"
        async with (
            _open(streams, there.cast.ben, topic, 0) as ben,
            _open(streams, there.cast.dov, topic, 0) as dov,
            _open(streams, there.cast.cleo, topic, 0) as cleo,
        ):
            for person, words in (
                (there.cast.dov, "Dov says."),
                (there.cast.ben, "Ben says."),
                (there.cast.cleo, "Cleo says."),
            ):
                await _aside(reply, person, key, words)
            assert "Ben says." in await _heard(cleo, "Cleo says.")
            assert "Dov says." in _text(cleo)
            assert "Dov says." not in await _heard(ben, "Cleo says.")
            assert "Ben says." not in await _heard(dov, "Cleo says.")
            assert [[number for number, _change in page.changes] for page in (ben, dov, cleo)] == [
                [2, 3],
                [1, 3],
                [1, 2, 3],
            ]

    _run(play)


def test_nods_and_quotes_in_others_words_are_left_out(there: Scene) -> None:
    keep_distance(there.cast.ben, there.dovs_reply)
    topic, since = _topic(there)

    async def play(streams: Streams) -> None:
        async with (
            _open(streams, there.cast.ben, topic, since) as ben,
            _open(streams, there.cast.cleo, topic, since) as cleo,
        ):
            quoting = await _aside(
                lambda: reply(there.cast.cleo, there.cast.thread.id, "Quoting.", quotes=there.dovs_reply)
            )
            await _aside(nod, there.cast.ben, quoting)
            for page in (ben, cleo):
                await _heard(page, "Ben has been there too.")
            assert "dovecote" in _text(cleo)
            assert "dovecote" not in _text(ben)
            await _aside(nod, there.cast.ada, there.cast.post.id)  # Dov nodded here before
            assert "Dov" in await _heard(cleo, "and Ada")
            assert "Dov" not in await _heard(ben, "Ada has been there too.")

    _run(play)


def test_an_open_page_falls_silent_at_once_and_hears_again(there: Scene) -> None:
    topic, since = _topic(there)

    async def play(streams: Streams) -> None:
        async with _open(streams, there.cast.ben, topic, since) as ben:
            await _aside(reply, there.cast.dov, there.cast.thread.id, "Before.")
            await _heard(ben, "Before.")
            await _aside(keep_distance, there.cast.ben, there.dovs_reply, "mute")
            await _aside(reply, there.cast.dov, there.cast.thread.id, "Meanwhile.")
            await _aside(reply, there.cast.cleo, there.cast.thread.id, "From Cleo.")
            assert "Meanwhile." not in await _heard(ben, "From Cleo.")
            await _aside(end_distances, there.cast.ben)
            await _aside(reply, there.cast.dov, there.cast.thread.id, "Again.")
            assert "Meanwhile." not in await _heard(ben, "Again.")

    _run(play)


def test_what_was_missed_comes_as_the_member_sees_it(there: Scene) -> None:
    topic, since = _topic(there)
    keep_distance(there.cast.ben, there.dovs_reply)
    reply(there.cast.cleo, there.cast.thread.id, "A quote of it.", quotes=there.dovs_reply)

    async def play(streams: Streams) -> None:
        async with _open(streams, there.cast.ben, topic, since) as ben:
            assert "dovecote" not in await _heard(ben, "A quote of it.")

    _run(play)


def test_a_conversation_of_somebody_out_of_sight_is_not_heard(there: Scene) -> None:
    topic, since = _topic(there)

    async def play(streams: Streams) -> None:
        async with _open(streams, there.cast.dov, topic, since) as dov:
            await dov.until(lambda one: b"retry" in one.text)
            await _aside(keep_distance, there.cast.ben, there.dovs_reply)
            await _aside(reply, there.cast.cleo, there.cast.thread.id, "In Ben's conversation.")
            await dov.until(lambda one: b"event: gone" in one.text)
            assert dov.changes == []
        async with _open(streams, there.cast.dov, topic, since) as again:
            assert again.sent[0]["status"] == 204

    _run(play)


def test_the_list_of_conversations_leaves_them_out(there: Scene) -> None:
    from tests.apart import begin

    keep_distance(there.cast.ben, there.dovs_reply)
    topic = f"group:{there.cast.group.id}"
    since = _last_of(topic)

    async def play(streams: Streams) -> None:
        async with _open(streams, there.cast.ben, topic, since) as ben:
            await _aside(begin, there.cast.dov, there.cast.group.id, "From Dov", "Words.")
            await _aside(begin, there.cast.cleo, there.cast.group.id, "From Cleo", "Words.")
            assert "From Dov" not in await _heard(ben, "From Cleo")

    _run(play)


def _last_of(topic: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT hearten_live_last(%s)", [topic])
        return int(cursor.fetchone()[0])


def test_a_change_of_what_a_mask_said_before_arrives_whoever_is_behind_it(there: Scene) -> None:
    """A page that fell silent about one mask and not about others would say who is behind it."""
    keep_distance(there.cast.ben, there.dovs_reply)
    since = _last(there.cast.masked)

    async def play(streams: Streams) -> None:
        async with _open(streams, there.cast.ben, f"thread:{there.cast.masked.id}", since) as ben:
            sent = {"body": "Hidden as a moth was."}
            await _aside(there.cast.dov.client.post, f"/posts/{there.dovs_masked}/edit/", sent)
            await _heard(ben, "Hidden as a moth was.")
            await _aside(lambda: reply(there.cast.dov, there.cast.masked.id, "New.", masked="on"))
            await _aside(reply, there.cast.cleo, there.cast.masked.id, "Cleo's.")
            assert "New." not in await _heard(ben, "Cleo")

    _run(play)
