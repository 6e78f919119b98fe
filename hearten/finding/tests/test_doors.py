"""What the doors of listed groups say: when they meet, how many places are free, how long requests waited."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from hearten.groups.models import Group, JoinRequest, Openness
from hearten.meetings.models import Meeting

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Meets(NamedTuple):
    group_id: UUID
    at: datetime


class WayIn(NamedTuple):
    group_id: UUID
    free: int | None
    asking: str


def meet(group: Any, at: datetime, **also: Any) -> None:
    Meeting(
        group_id=group.id, title="A secret title", planned_at=at, starts_at=at, zone="UTC", minutes=60, places=8,
        media=["text"], definition={}, made_at=at - DAY, changed_at=at - DAY, **also,
    ).save(using="keeper")  # fmt: skip


def change(group: Any, **what: Any) -> None:
    Group.objects.using("keeper").filter(pk=group.id).update(**what)


def meets(seat: Any, *groups: Any) -> list[Any]:
    return [tuple(one) for one in seat.read(Meets, "SELECT * FROM finding_meets(%s)", [one.id for one in groups])]


def way_in(seat: Any, group: Any) -> Any:
    found = seat.read(WayIn, "SELECT * FROM finding_ways_in(%s)", [group.id])
    return tuple(found[0][1:]) if found else None


def test_when_a_group_meets_is_said_and_nothing_else_of_it(cast, as_seat):
    now = datetime.now(UTC).replace(microsecond=0)
    for group in (cast.group, cast.hidden_group):
        meet(group, now + 2 * DAY)
    meet(cast.group, now + 1 * DAY)
    meet(cast.group, now + 3 * DAY, called_off_at=now)
    meet(cast.group, now + 4 * DAY, host_id=cast.ada_in_group.id, guest_id=cast.ben_in_group.id)
    meet(cast.group, now - HOUR)
    meet(cast.group, now + 36 * DAY)
    for person in (None, cast.ada, cast.ben, cast.odile):
        with as_seat(person) as seat:
            told = meets(seat, cast.group, cast.hidden_group, cast.other_group)
        assert told == [(cast.group.id, now + DAY), (cast.group.id, now + 2 * DAY)], person
    change(cast.group, closed_at=now)
    with as_seat(cast.ben) as seat:
        assert meets(seat, cast.group) == []


def test_twelve_meetings_are_the_most(cast, as_seat):
    for hour in range(1, 20):
        meet(cast.group, datetime.now(UTC) + hour * HOUR)
    with as_seat(None) as seat:
        assert len(meets(seat, cast.group)) == 12


def test_free_places_are_a_number(cast, as_seat):
    with as_seat(None) as seat:
        assert way_in(seat, cast.group) == (None, "")
        for places, free in ((8, 6), (2, 0), (1, 0)):
            change(cast.group, places=places)
            assert way_in(seat, cast.group) == (free, "")
        change(cast.group, openness=Openness.INVITATION)
        assert way_in(seat, cast.group) is None
        assert way_in(seat, cast.hidden_group) is None


def ask(cast: Any, waited: timedelta | None, ago: timedelta = 30 * DAY) -> None:
    made = datetime.now(UTC) - ago
    JoinRequest(
        group_id=cast.other_group.id, member_id=cast.dov.id, name="Dov", made_at=made,
        answer="welcome" if waited else "", answered_at=made + waited if waited else None,
    ).save(using="keeper")  # fmt: skip


@pytest.mark.parametrize(
    ("waited", "said"),
    [
        ([HOUR] * 4, ""),
        ([HOUR] * 5, "day"),
        ([HOUR, HOUR, 20 * HOUR, 20 * HOUR, 9 * DAY], "day"),
        ([2 * DAY] * 5, "days"),
        ([5 * DAY] * 5, "week"),
        ([8 * DAY] * 5, "longer"),
        ([HOUR, HOUR, None, None, None], "longer"),  # who waits for weeks is counted
    ],
)
def test_how_long_requests_waited(cast, as_seat, waited, said):
    for one in waited:
        ask(cast, one)
    with as_seat(None) as seat:
        assert way_in(seat, cast.other_group) == (None, said)


def test_what_is_fresh_or_long_ago_says_nothing_of_requests(cast, as_seat):
    for _n in range(4):
        ask(cast, HOUR)
    ask(cast, None, ago=2 * DAY)
    ask(cast, HOUR, ago=200 * DAY)
    with as_seat(None) as seat:
        assert way_in(seat, cast.other_group) == (None, "")
