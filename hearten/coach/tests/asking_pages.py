"""How the tests ask the coach through its doors, and what they read off the page that comes back."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

WORDS = "I am so sorry that you wake at four. It sounds lonely."
SHORT = "Four again. Every night this week."


def ask(person: Any, thread: Any, body: str = WORDS, *, fragment: bool = False, **more: str) -> Any:
    """Press "How does this read?" under a reply; as the page's script does it when `fragment`."""
    said = {"body": body, "client_id": str(uuid4()), **more}
    headers = {"X-Fragment": "1"} if fragment else {}
    return person.client.post(f"/threads/{thread.id}/feedback/", said, headers=headers)


def send(person: Any, thread: Any, body: str, **more: str) -> Any:
    """Send a reply."""
    return person.client.post(f"/threads/{thread.id}/replies/", {"body": body, "client_id": str(uuid4()), **more})


def page_of(answer: Any, status: int = 200) -> str:
    """Return the HTML of an answer that should have this status."""
    assert answer.status_code == status
    return str(answer.content.decode())


def box(page: str) -> str:
    """Return what stands in the reply box."""
    found = re.search(r"<textarea[^>]*name=\"body\"[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    return unescape(found[1]).removeprefix("\n")


def buttons(page: str) -> list[str]:
    """Return what each "Use it" would send."""
    return [unescape(value) for value in re.findall(r'name="use" value="([^"]*)"', page)]


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def text(page: str) -> str:
    """Return the feedback as a screen reader says it: without tags, spaces evened out."""
    inside = page[page.index("data-feedback") :]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", inside[inside.index(">") + 1 :])))


class Nobody:
    """A pool that must not be asked."""

    def ask(self, request: dict[str, Any]) -> Any:
        raise AssertionError("The coach was asked.")

    def wake(self) -> None:
        """Wake nobody."""
