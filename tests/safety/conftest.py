"""Somebody writes, and what they wrote is read as the worker reads it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

PLAIN = "I have the pills here and I am going to end it tonight."
CALM = "The bus was late and I had tea afterwards."


@pytest.fixture
def says(cast: Any, as_seat: Callable[..., Any]) -> Callable[..., UUID]:
    """`says(person, words)`: that person replies in Ben's conversation. Returns the post's id."""

    from hearten.threads import reading
    from hearten.threads.actions import write

    def reply(person: Any, words: str, masked: bool = False) -> UUID:
        with as_seat(person) as seat:
            head = reading.head(seat, cast.thread.id)
            return write.reply(seat, head, write.Draft(words, uuid4(), masked)).id

    return reply


@pytest.fixture
def read(as_worker: Callable[..., Any]) -> Callable[..., None]:
    """`read(person, post id)`: the worker reads that item as its writer, by rules."""

    from hearten.safety import triage

    def as_writer(person: Any, about: UUID) -> None:
        as_worker(triage.read_aside.now, actor=person.id, kind="post", about=str(about))

    return as_writer


@pytest.fixture
def concern(cast: Any, says: Callable[..., UUID], read: Callable[..., None], superuser: Any) -> Any:
    """A concern about what Ben wrote, open and nobody's: its id."""
    about = says(cast.ben, PLAIN)
    read(cast.ben, about)
    return superuser.execute("SELECT id FROM safety_concern WHERE about = %s", [about]).fetchone()[0]
