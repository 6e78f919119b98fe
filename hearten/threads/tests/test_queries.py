"""What a page costs: at most four queries for a conversation, one per composed slice plus two for home."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


def _queries(person: Any, address: str) -> list[str]:
    """Return what a page asks the database, the transaction's own statements left out."""
    person.client.get(address)
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count), CaptureQueriesContext(connection):
        assert person.client.get(address).status_code == 200
    return asked


def test_a_conversation_asks_at_most_four_times(cast: Any) -> None:
    assert len(_queries(cast.ben, f"/threads/{cast.thread.id}/")) <= 4


@pytest.mark.parametrize(
    ("address", "slices_composed"),
    [("/", 7), ("/groups/{group}/", 4)],  # members, notices, groups, threads; home has who waits, meetings, plans, too
)
def test_home_and_a_group_ask_once_for_each_slice_and_twice_more(cast: Any, address: str, slices_composed: int) -> None:
    assert len(_queries(cast.ben, address.format(group=cast.group.id))) <= slices_composed + 2
