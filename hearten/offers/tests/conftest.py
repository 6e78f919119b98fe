"""What the tests of offers stand on: Ada helps in "low days"; Ben's masked words wait there for a first answer."""

from typing import Any

import pytest

from hearten.moderation.tests.conftest import joined
from tests.people import Cast

SAID = {"lived": ["nights", "own:low days"], "wants": ["listen", "welcome"], "a_day": "2", "a_week": "5"}


def offer(person: Any, group: Any, **more: Any) -> Any:
    """Say what somebody offers, as the page does."""
    return person.client.post(f"/you/offers/{group.id}/", SAID | more)


def page(person: Any, address: str) -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode()).partition("<main")[2]


def above(person: Any) -> str:
    """What stands above the queue for somebody."""
    return page(person, "/waiting/").partition('aria-labelledby="may-fit"')[2].partition("</section>")[0]


def rows(superuser: Any, table: str) -> int:
    return int(superuser.execute(f"SELECT count(*) FROM offers_{table}").fetchone()[0])


@pytest.fixture
def helping(cast: Cast) -> Cast:
    """Cleo is in "low days", too, as a peer supporter; Dov as a member."""
    joined(cast, cast.cleo, cast.group, role="peer_supporter")
    joined(cast, cast.dov, cast.group)
    return cast
