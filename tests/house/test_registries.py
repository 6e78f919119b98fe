"""Two things of one name in a registry: the second would take the first one's place, and nobody would notice."""

from collections.abc import Callable
from typing import Any

import pytest

from hearten.moderation import items
from hearten.safety import sources as read_for_danger
from hearten.search import sources as found

KNOWN: list[tuple[Callable[[Any], Any], Callable[[], list[Any]], str]] = [
    (items.register, items.items, "its reports would be shown as another"),
    (found.register, found.sources, "it would not be found any more"),
    (read_for_danger.register, lambda: list(read_for_danger._sources.values()), "its words would not be read"),
]


@pytest.mark.parametrize(("register", "known", "reason"), KNOWN)
def test_a_second_kind_of_the_same_name_is_refused(register: Any, known: Any, reason: str) -> None:
    before = known()
    with pytest.raises(ValueError, match=f"named {before[0].kind} already.*{reason}"):
        register(before[0])
    assert before == known()


def test_a_second_source_of_summaries_of_the_same_name_is_refused() -> None:
    from hearten.handover import sources

    before = dict(sources._sources)
    with pytest.raises(ValueError, match=r"named routine already.*in no summary"):
        sources.offer(before["routine"])
    assert before == sources._sources
