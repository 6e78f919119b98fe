"""Every page, for two people who keep a distance and for a third: nothing of the other, and nothing missing."""

import re
from itertools import product
from typing import Any

import pytest

from hearten.commands.routes import page as table_of_routes
from hearten.notices import jobs
from tests.apart import Scene, begin, keep_distance, reply, scene

WORDS_OF_DOV = ("dovegrey", "dovecote", "A walk by the canal", "Later dove", "Dov has", "Dov and", "and Dov", ">Dov<")
WORDS_OF_BEN = (
    "benchlike",
    "four again",
    "The long way round",
    "Later bench",
    "Ben has",
    "Ben and",
    "and Ben",
    ">Ben<",
)
GET = re.compile(r"^\| `([^`]+)` \| `([^`]+)` \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
# One's own name, whom one chose, and what forgets who asks.
NOT_READ = {"members:you", "members:name", "members:distance", "members:quick_exit"}


@pytest.fixture
def there(cast: Any) -> Scene:
    return scene(cast)


def _addresses(there: Scene, keys: dict[str, set[str]]) -> list[str]:
    """Return every address that answers GET, filled in with every id that fits."""
    found = []
    for path, name, methods in GET.findall(table_of_routes()):
        names = re.findall(r"<(?:\w+:)?(\w+)>", path)
        if "GET" not in methods or name in NOT_READ or any(each not in keys for each in names):
            continue
        for values in product(*(sorted(keys[each]) for each in names)):
            filled = path
            for value in values:
                filled = re.sub(r"<[^>]+>", value, filled, count=1)
            found.append(filled)
    return found


def _keys(there: Scene) -> dict[str, set[str]]:
    from hearten.notices.models import Notice
    from hearten.threads.models import Post, Thread

    def ids(model: Any) -> set[str]:
        return {str(key) for key in model.objects.using("keeper").values_list("id", flat=True)}

    groups = {str(there.cast.group.id)}
    return {"thread_id": ids(Thread), "post_id": ids(Post), "group_id": groups, "notice_id": ids(Notice)}


def _everything(there: Scene, person: Any) -> str:
    """Return all that a person's pages say, without the addresses that were asked for."""
    said = []
    for address in _addresses(there, _keys(there)):
        answer = person.client.get(address)
        assert answer.status_code in (200, 302, 404, 403), (address, answer.status_code)
        if answer.status_code == 200:
            said.append(answer.content.decode())
    assert len(said) > 20
    return "\n".join(said)


def _left(text: str, marks: Any) -> list[str]:
    return [str(mark) for mark in marks if str(mark) in text]


@pytest.fixture
def tell(as_worker: Any) -> Any:
    """Have the worker tell about a reply."""

    def told(person: Any, post: str) -> None:
        as_worker(jobs.write_down.now, actor=person.id, kind="reply", about=post, members=[], group="")

    return told


def test_no_page_shows_one_to_the_other_and_a_third_sees_both(there: Scene, tell: Any) -> None:
    cast = there.cast
    keep_distance(cast.ben, there.dovs_reply)
    shared = begin(cast.cleo, cast.group.id, "For all", "All of us.")
    for person, words in ((cast.dov, "Later dove."), (cast.ben, "Later bench.")):
        tell(person, reply(person, shared, words))
    of_dov = (*WORDS_OF_DOV, there.dovs_thread, there.dovs_reply, there.dov_in_group.id)
    of_ben = (*WORDS_OF_BEN, cast.thread.id, cast.post.id, there.bens_reply, cast.ben_in_group.id)
    assert _left(_everything(there, cast.ben), of_dov) == []
    assert _left(_everything(there, cast.dov), of_ben) == []
    seen = _everything(there, cast.cleo)
    told = (
        "dovegrey",
        "dovecote",
        "A walk by the canal",
        "Later dove",
        "benchlike",
        "four again",
        "Later bench",
        ">Dov<",
    )
    assert _left(seen, told) == list(told)


def _news(person: Any) -> int:
    from hearten.notices.models import Notice

    return Notice.objects.using("keeper").filter(member_id=person.id, kind="reply").count()


def test_news_of_a_reply_goes_to_those_who_see_it(there: Scene, tell: Any) -> None:
    cast = there.cast
    shared = begin(cast.cleo, cast.group.id, "For all", "All of us.")
    for person in (cast.ben, cast.dov):
        reply(person, shared, "I am here.")
    keep_distance(cast.ben, there.dovs_reply)
    tell(cast.dov, reply(cast.dov, shared, "News of Dov."))
    assert (_news(cast.ben), _news(cast.cleo)) == (0, 1)
    tell(cast.ben, reply(cast.ben, shared, "News of Ben."))
    assert (_news(cast.dov), _news(cast.cleo)) == (0, 2)
    tell(cast.cleo, reply(cast.cleo, shared, "News of Cleo."))
    assert (_news(cast.ben), _news(cast.dov)) == (1, 1)


def test_news_of_a_name_comes_where_only_a_mask_was_chosen(there: Scene, tell: Any) -> None:
    """News that stayed away would say who is behind the mask."""
    keep_distance(there.cast.ben, there.dovs_masked)
    tell(there.cast.dov, reply(there.cast.dov, there.cast.thread.id, "By my name."))
    assert _news(there.cast.ben) == 1
    tell(there.cast.dov, reply(there.cast.dov, there.cast.masked.id, "By my mask.", masked="on"))
    assert _news(there.cast.ben) == 1
