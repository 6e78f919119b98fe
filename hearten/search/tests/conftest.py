"""Words in groups, indexed as the worker does it, and a person who searches."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest


@pytest.fixture
def indexed(as_worker: Callable[..., None]) -> Callable[[], None]:
    """`indexed()`: the worker indexes all that waits, words alone."""
    from hearten.search.indexing import index_words

    def until_done() -> None:
        while index_words():
            pass

    return lambda: as_worker(until_done, transactions=True)


@pytest.fixture
def begins(cast: Any, as_seat: Callable[..., Any]) -> Callable[..., Any]:
    """`begins(person, group, title, words)`: that person begins a conversation. Returns the thread."""
    from hearten.groups.standing import place_in
    from hearten.threads.actions import write

    def start(person: Any, group: Any, title: str, words: str, **also: Any) -> Any:
        with as_seat(person) as seat:
            place = place_in(seat, group.id)
            draft = write.Draft(words, uuid4(), also.pop("masked", False))
            return write.start(seat, place, draft, title=title, kind="support", wish="listen", **also)

    return start


@pytest.fixture
def says(cast: Any, as_seat: Callable[..., Any]) -> Callable[..., UUID]:
    """`says(person, thread, words)`: that person replies. Returns the post's id."""
    from hearten.threads import reading
    from hearten.threads.actions import write

    def reply(person: Any, thread: Any, words: str, masked: bool = False) -> UUID:
        with as_seat(person) as seat:
            return write.reply(seat, reading.head(seat, thread.id), write.Draft(words, uuid4(), masked)).id

    return reply


@pytest.fixture
def finds(as_seat: Callable[..., Any]) -> Callable[..., Any]:
    """`finds(person, question)`: what that person's search answers, as (titles, what the question was taken for)."""
    from hearten.search.asking import read
    from hearten.search.finding import find, meant_by

    def search(person: Any, question: str, **narrowed: Any) -> tuple[list[str], str]:
        with as_seat(person) as seat:
            meant = meant_by(seat, read(question), exact=False)
            results = find(seat, meant, None, **narrowed)
            return [one.found.title for one in results], meant.question.said

    return search
