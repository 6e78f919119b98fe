"""The Guide, open on this install and agreed to by Ben and Ada; and ways to ask it, and to hand it generators."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest

from hearten.guide.answers import Passage

Seats = Callable[[Any], AbstractContextManager[Any]]
GUIDE = "/guide/"
ASK = "How do I take a break?"


@pytest.fixture
def guided(cast: Any, as_seat: Seats) -> Any:
    """The cast: Odile opened the Guide, Ada and Ben agreed to it. Nobody else did."""
    from hearten.guide.actions import agree, open_guide

    with as_seat(cast.odile) as seat:
        open_guide(seat)
    for person in (cast.ada, cast.ben):
        with as_seat(person) as seat:
            agree(seat)
    return cast


@pytest.fixture
def asks(guided: Any) -> Callable[..., str]:
    """`asks(person, words)`: that person asks on the page. Returns the page that they are led to."""

    def ask(person: Any, said: str, **also: Any) -> str:
        answer = person.client.post(GUIDE, {"said": said, **also})
        assert answer.status_code == 302, answer.content.decode()[:600]
        return page_of(person.client.get(answer["Location"].partition("#")[0]))

    return ask


def page_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()  # type: ignore[no-any-return]


@dataclass
class Says:
    """A generator that says one thing, whatever it is asked."""

    text: str
    name: str = "stub 0"
    prompt: str = "0"
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def phrase(self, question: str, sources: Sequence[Passage]) -> str:
        self.asked.append((question, tuple(one.text for one in sources)))
        return self.text


@pytest.fixture
def turn(guided: Any) -> Callable[..., Any]:
    """`turn(person, said, before, generator)`: one turn of the engine, as that person, outside of any transaction."""
    from hearten.guide.turn import answer
    from hearten.kernel.seat import Seat

    def one(person: Any, said: str, before: Sequence[Any] = (), generator: Any = None, **also: Any) -> Any:
        return answer(Seat(person.id), said, before, generator, **also)

    return one


def rows_in(superuser: Any, table: str) -> int:
    """Return how many rows there are. `table` comes from the tests alone, and may say which."""
    (found,) = superuser.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found)
