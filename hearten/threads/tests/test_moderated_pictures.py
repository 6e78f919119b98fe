"""Pictures that somebody asks others to look at: reported, held, removed, brought back; gone when their words go."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from hearten.moderation.tests.conftest import joined, only_case
from hearten.pictures import jobs
from hearten.pictures.tests.conftest import sent_form
from tests.people import Cast

REASON = "It shows something that hurts. Say it in words."


@pytest.fixture
def dov_in(cast: Cast) -> Cast:
    """Dov is in "low days", and looks after nothing there."""
    joined(cast, cast.dov, cast.group)
    return cast


@pytest.fixture
def sent(dov_in: Cast, superuser: Any) -> UUID:
    """Ben replied with a picture that nothing and nobody has looked at."""
    answer = dov_in.ben.client.post(f"/threads/{dov_in.thread.id}/replies/", sent_form())
    assert answer.status_code == 302
    return UUID(str(superuser.execute("SELECT id FROM pictures_picture").fetchone()[0]))


@pytest.fixture
def look(cast: Cast, as_worker: Callable[..., None]) -> Callable[[UUID], None]:
    """`look(picture)`: the worker looks at a picture of Ben's."""
    return lambda picture: as_worker(jobs.scan.now, actor=cast.ben.id, picture=str(picture))


@pytest.fixture
def shown(sent: UUID, look: Callable[[UUID], None]) -> UUID:
    """The group sees the picture."""
    look(sent)
    return sent


def sees(person: Any, picture: UUID) -> bool:
    return bool(person.client.get(f"/pictures/{picture}/").status_code == 200)


def decide(person: Any, case: Any, step: str) -> int:
    said = {"step": step, "category": "hostile", "words": REASON}
    return int(person.client.post(f"/moderation/cases/{case}/step/", said).status_code)


def test_a_picture_is_reported_held_and_removed_as_words_are(dov_in: Cast, shown: UUID, superuser: Any) -> None:
    address = f"/report/picture/{shown}/"
    page = dov_in.dov.client.get(address).content.decode()
    assert "My window at six." in page and f"/pictures/{shown}/" in page
    back = dov_in.dov.client.get(f"/pictures/{shown}/about/")
    assert (back.status_code, back["Location"].startswith("/posts/")) == (302, True), "the way back from a report"
    assert dov_in.ben.client.get(address).status_code == 403, "it is his own"
    assert dov_in.cleo.client.get(address).status_code == 404
    assert dov_in.dov.client.post(address, {"category": "hostile", "words": "Not here."}).status_code == 302
    case = only_case(superuser)
    page = dov_in.ada.client.get(f"/moderation/cases/{case}/").content.decode()
    assert "My window at six." in page and f'<img src="/pictures/{shown}/"' in page
    assert decide(dov_in.ada, case, "hold") == 302
    assert not sees(dov_in.dov, shown) and sees(dov_in.ben, shown)
    (act,) = superuser.execute("SELECT id FROM moderation_act").fetchone()
    assert REASON in dov_in.ben.client.get(f"/decisions/{act}/").content.decode()
