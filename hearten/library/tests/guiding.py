"""Guides that tests stand on: one of the house, one of Ada's group, and what people told beside them."""

from typing import Any
from uuid import uuid4

STEPS = [("Ring the clinic", "Ask for the first free date."), ("Write down what you need", "Three lines are enough.")]
GUIDE: dict[str, Any] = {
    "title": "Getting a first appointment",
    "summary": "For anybody who has to ring somewhere.",
    "topic": "systems",
    "about": "first_appointment",
    "regions": "England\nScotland",
    "language": "en",
    "sources": "The clinic’s own page, read in May",
    "step_id": ["" for _step in STEPS],
    "step_title": [title for title, _words in STEPS],
    "step_words": [words for _title, words in STEPS],
}


def write(person: Any, address: str, **said: Any) -> str:
    """Write a guide by its form and return its address."""
    answer = person.client.post(address, {**GUIDE, **said})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def house_guide(cast: Any, **said: Any) -> str:
    return write(cast.odile, "/guides/new/", **said)


def group_guide(cast: Any, **said: Any) -> str:
    return write(cast.ada, f"/groups/{cast.group.id}/guides/new/", **said)


def told(person: Any, guide: str, group: Any, **said: Any) -> Any:
    """Tell what happened beside a guide; the answer."""
    note = {"kind": "happened", "client_id": str(uuid4()), "body": "They rang back at noon."}
    return person.client.post(f"/groups/{group.id}{guide}notes/", {**note, **said})


def page(person: Any, address: str) -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def rows(model: str, **only: Any) -> Any:
    """Return rows of the library as they really are."""
    from django.apps import apps

    return apps.get_model("library", model).objects.using("keeper").filter(**only)
