"""Who takes part and how soon somebody answers: whole tens of whole months, with no way to a smaller number."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hearten.desk.outcomes.reading import first_replies, participation
from hearten.measures.tests.filled import keep, somebody

pytestmark = pytest.mark.django_db


class Group:
    """Made-up people in "low days", who wrote in the month before this one."""

    def __init__(self, cast: Any, superuser: Any) -> None:
        self.cast, self.superuser, self.places = cast, superuser, list[Any]()
        self.when = superuser.execute("SELECT date_trunc('month', now(), 'UTC') - interval '10 days'").fetchone()[0]

    def join(self, many: int) -> None:
        from hearten.groups.models import Membership

        for _one in range(many):
            place = {"member_id": somebody(len(self.places)).id, "name": f"Somebody {uuid4()}"[:40]}
            joined = self.when - timedelta(days=60)
            self.places.append(keep(Membership, group=self.cast.group, joined_at=joined, agreed=1, **place))

    def write(self, place: Any, thread: Any = None, minutes: int = 0) -> Any:
        from hearten.threads.models import Post, Thread

        at = self.when + timedelta(minutes=minutes)
        said = {"group": self.cast.group, "membership": place}
        if thread is None:
            thread = keep(Thread, title="x", kind="support", wish="listen", made_at=at, last_at=at, **said)
            keep(Post, thread=thread, opens=True, body="x", html="x", made_at=at, **said)
        else:
            keep(Post, thread=thread, body="x", html="x", made_at=at, **said)
        return thread


@pytest.fixture
def group(cast: Any, superuser: Any) -> Group:
    return Group(cast, superuser)


def last_month(cast: Any, as_seat: Any) -> Any:
    with as_seat(cast.odile) as seat:
        found = participation(seat)
    return found[0] if found else None


def test_fewer_than_ten_are_nobody(cast: Any, group: Group, as_seat: Any) -> None:
    group.join(9)
    assert last_month(cast, as_seat) is None


@pytest.mark.parametrize(("wrote", "shown"), [(9, None), (10, 10), (19, 10), (20, None), (25, None), (30, None)])
def test_a_part_is_left_out_when_it_or_the_rest_is_small(
    cast: Any, group: Group, as_seat: Any, wrote: int, shown: int | None
) -> None:
    """Of 29 people: ten to nineteen who wrote leave ten others at least."""
    group.join(29)
    for place in group.places[:wrote]:
        group.write(place)
    month = last_month(cast, as_seat)
    assert (month.here, month.wrote, month.met) == (20, shown, None)


def test_somebody_who_is_nobody_any_more_is_not_counted(cast: Any, group: Group, as_seat: Any, superuser: Any) -> None:
    group.join(10)
    assert last_month(cast, as_seat).here == 10
    superuser.execute("UPDATE members_member SET sign_in_index = 'nobody-1' WHERE id = %s", [group.places[0].member_id])
    assert last_month(cast, as_seat) is None


def replies(cast: Any, as_seat: Any) -> Any:
    with as_seat(cast.odile) as seat:
        return first_replies(seat)


def test_how_soon_half_of_the_answers_came(cast: Any, group: Group, as_seat: Any) -> None:
    group.join(34)
    assert replies(cast, as_seat) is None
    for number, place in enumerate(group.places[:22]):
        thread = group.write(place)
        group.write(place, thread, minutes=1)  # one's own words are no answer
        if number < 12:
            group.write(group.places[22 + number], thread, minutes=20 + 10 * number)
            group.write(group.places[0 if number else 1], thread, minutes=900)
    found = replies(cast, as_seat)
    assert (found.conversations, found.answered) == (20, 10)
    assert found.median_minutes == 80, "half of 20, 30, ... 130 minutes is 75, in steps of ten"
    with as_seat(cast.mo) as seat:
        assert first_replies(seat) is None and not participation(seat)


def test_the_answered_are_left_out_when_the_others_are_few(cast: Any, group: Group, as_seat: Any) -> None:
    group.join(30)
    for number, place in enumerate(group.places[:15]):
        thread = group.write(place)
        if number < 12:
            group.write(group.places[15 + number], thread, minutes=30)
    found = replies(cast, as_seat)
    assert (found.conversations, found.answered, found.median_minutes) == (10, None, 30)


def test_one_who_answers_everybody_is_not_shown(cast: Any, group: Group, as_seat: Any) -> None:
    group.join(16)
    for place in group.places[:15]:
        group.write(group.places[15], group.write(place), minutes=30)
    found = replies(cast, as_seat)
    assert (found.conversations, found.answered, found.median_minutes) == (10, None, None)
