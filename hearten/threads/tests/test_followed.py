"""Each new conversation, for whoever chose to hear of it: not for who began it, and not across a distance."""

from typing import Any
from uuid import UUID

import pytest

from hearten.notices import jobs
from hearten.notices.models import Notice
from tests.apart import Scene, begin, keep_distance, scene


@pytest.fixture
def there(cast: Any) -> Scene:
    made = scene(cast)
    for person in (cast.ben, cast.dov, cast.ada):
        assert person.client.post(f"/you/news/groups/{cast.group.id}/", {"what": "all"}).status_code == 302
    return made


@pytest.fixture
def told(there: Scene, as_worker: Any) -> Any:
    """Return who is told of a conversation that somebody began, by what kinds."""

    def whom(person: Any, thread: str) -> list[tuple[str, UUID]]:
        cast, group = there.cast, str(there.cast.group.id)
        as_worker(jobs.write_down.now, actor=person.id, kind="conversation", about=thread, members=[], group=group)
        names = {cast.ada.id: "Ada", cast.ben.id: "Ben", cast.cleo.id: "Cleo", cast.dov.id: "Dov"}
        rows = Notice.objects.using("keeper").filter(about=thread).values_list("kind", "member_id")
        return sorted((kind, names[member]) for kind, member in rows)

    return whom


def test_whoever_chose_it_hears_and_nobody_else(there: Scene, told: Any) -> None:
    cast = there.cast
    begun = begin(cast.dov, cast.group.id, "The heron again", "It stood there all morning.")
    assert [name for kind, name in told(cast.dov, begun) if kind == "conversation"] == ["Ada", "Ben"]
    (notice,) = Notice.objects.using("keeper").filter(member_id=cast.ben.id, about=begun)
    answer = cast.ben.client.get(f"/news/{notice.id}/")
    assert answer.headers["Location"] == f"/threads/{begun}/"
    assert "There is a new conversation in a group of yours" in cast.ben.client.get("/news/").content.decode()


def test_who_began_it_hears_nothing_behind_a_mask_and_after_a_look_either(there: Scene, told: Any) -> None:
    cast = there.cast
    begun = begin(cast.dov, cast.group.id, "Behind a leaf", "Nobody knows me here.", masked="on")
    assert [name for _kind, name in told(cast.mo, begun)] == ["Ada", "Ben"], "a moderator let it go out"


def test_a_distance_holds_both_ways_and_takes_earlier_news_along(there: Scene, told: Any) -> None:
    cast = there.cast
    before = begin(cast.dov, cast.group.id, "The heron again", "It stood there all morning.")
    assert ("conversation", "Ben") in told(cast.dov, before)
    keep_distance(cast.ben, there.dovs_reply)
    assert not Notice.objects.using("keeper").filter(member_id=cast.ben.id, about=before).exists()
    later = begin(cast.dov, cast.group.id, "The heron left", "It was gone today.", masked="on")
    assert told(cast.dov, later) == [("conversation", "Ada")]
    bens = begin(cast.ben, cast.group.id, "The bench", "It is painted.")
    assert told(cast.ben, bens) == [("conversation", "Ada")]


def test_who_was_told_of_it_in_another_way_hears_once(there: Scene, told: Any, superuser: Any) -> None:
    cast = there.cast
    begun = begin(cast.cleo, cast.group.id, "Hello", "I am new here.", kind="hello")
    superuser.execute(
        "INSERT INTO notices_notice (id, member_id, kind, about, made_at) "
        "VALUES (gen_random_uuid(), %s, 'hello', %s, now())",
        [cast.ada.id, begun],
    )
    assert told(cast.cleo, begun) == [("conversation", "Ben"), ("conversation", "Dov"), ("hello", "Ada")]
