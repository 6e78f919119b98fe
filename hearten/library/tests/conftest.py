"""What the tests of the library stand on: a card of Ada's in "low days", one of Ben's without his name, Dov there."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from hearten.moderation.tests.conftest import joined
from tests.people import Cast

CARD = {
    "title": "Feet in cold water", "what": "I put my feet into cold water.", "steps": "1. Fill a bowl.\n2. Sit down.",
    "fits": "When the worry comes up.", "wrong": "It can be too cold.", "topic": "coping", "energy": "low",
    "minutes": "10", "company": "alone", "cost": "free", "label": "experience", "situations": ["worry", "nights"],
}  # fmt: skip
TOLD = {"outcome": "helped", "context": "first_time", "words": "It woke me up."}


def write(person: Any, group: Any, **more: Any) -> Any:
    """Share a card as a browser would; returns the answer."""
    said = {**CARD, "client_id": str(uuid4())} | more
    return person.client.post(f"/groups/{group.id}/library/write/", said)


def card_of(answer: Any) -> str:
    """The id of the card to which an answer leads."""
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"]).split("/")[2]


def told(person: Any, card: str, **more: Any) -> Any:
    return person.client.post(f"/cards/{card}/tried/", TOLD | more)


def page(person: Any, address: str) -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


@pytest.fixture
def shared(cast: Cast) -> Any:
    """`shared.card` is Ada's, `shared.masked` Ben's without his name; Dov is in the group, too."""
    joined(cast, cast.dov, cast.group)
    card = card_of(write(cast.ada, cast.group))
    masked = card_of(write(cast.ben, cast.group, title="A list for the morning", masked="on"))
    return SimpleNamespace(cast=cast, card=card, masked=masked)
