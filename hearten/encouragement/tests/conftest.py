"""What the tests of cards stand on: how one is written and drawn, as somebody with a browser does it."""

import re
from typing import Any
from uuid import uuid4

import pytest

from hearten.moderation.tests.conftest import joined
from tests.people import Cast

WORDS = "The kettle still works on days like this."


def write(person: Any, group: Any, words: str = WORDS, **more: Any) -> Any:
    """Write a card as a browser would; returns the answer."""
    said = {"words": words, "group": str(group.id), "client_id": str(uuid4())} | more
    return person.client.post("/encouragement/write/", said)


def card_of(answer: Any) -> str:
    """The id of the card to which an answer leads."""
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"]).split("/")[2]


def page(person: Any, address: str) -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode()).partition("<main")[2]


def drawn(person: Any) -> str:
    """The id of the card that somebody draws, or "" for none."""
    found = re.search(r"/encouragement/([0-9a-f-]{36})/hope/", page(person, "/encouragement/"))
    return found[1] if found else ""


def been_read(superuser: Any) -> None:
    """All that waits to be read for danger was read, and nothing was found."""
    superuser.execute("UPDATE safety_reading SET state = 'read', done_at = now()")


def rows(superuser: Any, table: str = "encouragement_card") -> int:
    return int(superuser.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture
def three(cast: Cast) -> Cast:
    """Dov is in "low days" beside Ada, who leads it, and Ben."""
    joined(cast, cast.dov, cast.group)
    return cast
