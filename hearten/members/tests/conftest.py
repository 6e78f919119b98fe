"""What the tests of members stand on: visitors who join and sign in through the real pages, and a time to set."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

PASSPHRASE = "seven quiet lanterns"


@pytest.fixture
def visitor(db: None, settings: Any) -> Callable[..., Any]:
    """A browser that nobody has signed in with yet. Tries are not counted unless a test counts them."""
    from django.test import Client

    settings.HEARTEN_RATE_LIMITS = False
    return lambda **headers: Client(HTTP_HOST="localhost", **headers)


@pytest.fixture
def joined(visitor: Callable[..., Any]) -> Callable[..., Any]:
    """`joined("Zoe")` signs up through the form and returns the signed-in browser."""

    def join(name: str = "Zoe", **headers: Any) -> Any:
        browser = visitor(**headers)
        answer = browser.post("/join/", sign_up(name))
        assert answer.status_code == 302, answer.content.decode()
        return browser

    return join


def sign_up(name: str = "Zoe", **other: str) -> dict[str, str]:
    return {"name": name, "passphrase": PASSPHRASE, "adult": "yes", "agrees": "yes", **other}


@pytest.fixture
def sign_in(visitor: Callable[..., Any]) -> Callable[..., Any]:
    """`sign_in("Zoe", passphrase)` tries in a new browser; returns the browser and the answer."""

    def enter(name: str = "Zoe", passphrase: str = PASSPHRASE, **other: str) -> tuple[Any, Any]:
        browser = visitor()
        return browser, browser.post("/sign-in/", {"name": name, "passphrase": passphrase, **other})

    return enter


class Hands:
    """The clock's hands: `hands.move(seconds=30)`."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def hands() -> Iterator[Hands]:
    from hearten.kernel import clock

    hands = Hands()
    clock.ask(lambda: hands.at)
    yield hands
    clock.ask(None)


@pytest.fixture
def staff(db: None) -> Callable[[str], str]:
    """Make an operator, as the command line does; the name is returned, the passphrase is PASSPHRASE."""
    from hearten.members.actions import add_operator

    def make(name: str = f"Odile {uuid4().hex[:6]}") -> str:
        add_operator(name, PASSPHRASE)
        return name

    return make
