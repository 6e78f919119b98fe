"""What changes is read for danger again: also what stands above the words, and where it alone changes."""

from typing import Any

import pytest

from hearten.reading.watched import Watched
from hearten.safety import first_look
from hearten.safety.actions import writing
from hearten.safety.sources import source_of

WAITING = "SELECT state FROM safety_reading WHERE about = %s"
GRAVE = "I am going to end it tonight."


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is looked at for the panel, in which the double of the process aside always finds something."""
    read: list[str] = []

    def judged(text: str, within: float, start: bool) -> Watched:
        read.append(text)
        return Watched("L3", "self", (), "rules", "made up")

    monkeypatch.setattr(first_look, "judged", judged)
    return read


@pytest.fixture
def edit(cast: Any, as_seat: Any) -> Any:
    """`edit(title=...)`: Ben changes how his conversation begins, and nothing else."""
    with as_seat(cast.ben) as seat:
        begun = seat.find(type(cast.thread), cast.thread.id)
        kept = {"body": cast.post.body, "title": begun.title, "wish": begun.wish, "note": begun.note}

    def changed(**said: str) -> Any:
        return cast.ben.client.post(f"/posts/{cast.post.id}/edit/", kept | said | {"fine": "yes"})

    return changed


@pytest.mark.parametrize("part", ["title", "note", "body"])
def test_each_part_alone_is_read_again(part: str, cast: Any, edit: Any, looks: list[str], superuser: Any) -> None:
    assert superuser.execute(WAITING, [cast.post.id]).fetchall() == []
    answer = edit(**{part: GRAVE})
    assert answer["Location"] == f"/beside/post/{cast.post.id}/?whose=self"
    assert superuser.execute(WAITING, [cast.post.id]).fetchall() == [("waiting",)]
    assert len(looks) == 1 and GRAVE in looks[0]


def test_a_change_of_nothing_reads_nothing(cast: Any, edit: Any, superuser: Any) -> None:
    assert edit(wish="ideas").status_code == 302
    assert superuser.execute(WAITING, [cast.post.id]).fetchall() == []


def test_whoever_said_that_these_words_are_not_about_them_is_not_asked_again(
    cast: Any, edit: Any, looks: list[str], as_seat: Any
) -> None:
    edit(title=GRAVE)
    source = source_of("post")
    assert source is not None
    with as_seat(cast.ben) as seat:
        writing.says_not(seat, "post", cast.post.id, source.text(seat, cast.post.id))
    edit(title="Tea")
    assert edit(title=GRAVE)["Location"] == f"/threads/{cast.thread.id}/#p-{cast.post.id}"
    assert len(looks) == 2, "the same words as before are not looked at"
