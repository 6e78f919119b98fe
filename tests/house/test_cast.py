"""The tests' own cast: signed in, the same in every test, and gone in between."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearten.groups.models import Membership
from hearten.kernel.clock import now
from hearten.threads.models import Post


@pytest.mark.parametrize("time", ["first", "laid back"])
def test_everybody_is_signed_in_and_in_their_places(cast: Any, as_seat: Any, time: str) -> None:
    for person in cast.people:
        assert person.client.get("/you/").status_code == 200, person.name
        with as_seat(person) as seat:
            theirs = {row.group_id for row in seat.glance(Membership).filter(member_id=person.id, ended_at=None)}
        assert theirs == {
            "Ada": {cast.group.id, cast.hidden_group.id},
            "Ben": {cast.group.id, cast.hidden_group.id},
            "Cleo": {cast.other_group.id},
        }.get(person.name, set()), person.name


def test_the_words_are_where_they_belong(cast: Any, as_seat: Any) -> None:
    with as_seat(cast.ada) as seat:
        assert seat.find(Post, cast.reply.id).thread_id == cast.thread.id
        assert seat.find(Post, cast.hidden_reply.id).group_id == cast.hidden_group.id
        assert seat.glance(Post).get(thread_id=cast.masked_thread.id).membership_id is None
    with as_seat(cast.dov) as seat:
        assert not seat.glance(Post).exists()


def test_the_time_is_what_the_clock_says(clock: Any) -> None:
    clock.set(datetime(2026, 1, 1, tzinfo=UTC))
    clock.pass_(timedelta(days=1))
    assert now() == datetime(2026, 1, 2, tzinfo=UTC)
