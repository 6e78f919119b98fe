"""Forms that tests fill in: where each is, who fills it in, and what its answer says."""

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

WORDS = "I have been awake since four and wanted to say it somewhere."
LONG = "It goes on and on. " * 5264  # a little over 100,000 characters
SIGN_UP = {"name": "Rue", "passphrase": "four quiet words in a row", "adult": "on", "agrees": "on"}
DOORS = ["write", "reply", "sign up", "ask"]


class Door:
    """One form: where it is, who fills it in, what is in it, and which field holds the words."""

    def __init__(self, name: str, cast: Any) -> None:
        writing = {"client_id": str(uuid4())}
        said = {"title": "Four in the morning", "kind": "support", "wish": "listen"}
        self.browser = {"sign up": Client(), "ask": cast.dov.client}.get(name, cast.ben.client)
        self.field = {"write": "body", "reply": "body", "sign up": "name", "ask": "words"}[name]
        self.path, self.filled = {
            "write": (f"/groups/{cast.group.id}/write/", {**writing, **said}),
            "reply": (f"/threads/{cast.thread.id}/replies/", writing),
            "sign up": ("/join/", SIGN_UP),
            "ask": (f"/groups/{cast.other_group.id}/ask/", {"name": "Dov"}),
        }[name]

    def send(self, words: str, **more: str) -> Any:
        return self.browser.post(self.path, {**self.filled, self.field: words, **more})


through = pytest.mark.parametrize("door", DOORS, indirect=True)
every_writing = pytest.mark.parametrize("door", ["write", "reply"], indirect=True)


def page_of(response: Any) -> str:
    """Return the page as its reader sees it: without the entities that HTML needs."""
    return html.unescape(response.content.decode())


def says(response: Any) -> bool:
    """Whether the page has a sentence about what is wrong, where a screen reader finds it."""
    return bool(re.search(r'class="error"|role="alert"', response.content.decode()))
