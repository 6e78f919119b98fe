"""What the first page puts together: one query of each slice it shows, and no more."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from hearten.answering.queue import lately_unanswered
from hearten.groups.models import Group
from hearten.groups.standing import Place, my_groups
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.meetings.schedule.reading import Today, today
from hearten.members.actions import profile_of
from hearten.members.models import Profile
from hearten.notices.reading import Mark, News
from hearten.notices.views_part import live_mark, whats_new
from hearten.plans.home_reading import Home
from hearten.plans.home_reading import for_home as plan_for_home
from hearten.threads.home_reading import HomeRow, for_home
from hearten.threads.models import Wish

LISTED = 6
ROWS_PER_GROUP = 4


class Row(NamedTuple):
    """One conversation in a list, in the words of the page."""

    told: HomeRow
    who: str
    wish: str


class OfGroup(NamedTuple):
    """One of the member's groups with its newest conversations."""

    place: Place
    rows: Sequence[Row]


class Room(NamedTuple):
    """A member's first page."""

    profile: Profile
    live: Mark
    news: Sequence[News]
    groups: Sequence[OfGroup]
    waiting: Sequence[Row]
    waits_for_me: int  # how many wait in groups where this member helps
    mine: Sequence[Row]
    meetings: Today
    plan: Home


def room_of(seat: Seat) -> Room:
    """Return a member's first page in eight queries: members, groups, meetings, plans, notices and threads twice."""
    places, told, waits = my_groups(seat), for_home(seat), lately_unanswered(seat)
    return Room(
        profile_of(seat),
        live_mark(seat),
        whats_new(seat),
        [OfGroup(place, _rows(_newest_in(place, told.latest))) for place in places],
        _rows(waits.rows),
        waits.for_me,
        _rows(told.mine),
        today(seat, now()),
        plan_for_home(seat),
    )


def _newest_in(place: Place, latest: Sequence[HomeRow]) -> list[HomeRow]:
    return [row for row in latest if row.group_id == place.group_id][:ROWS_PER_GROUP]


def _rows(found: Iterable[HomeRow]) -> list[Row]:
    return [Row(row, row.who or _("Former member"), str(Wish(row.wish).label)) for row in found]


def listed_groups(seat: Seat) -> Sequence[Group]:
    """Return a few of the groups that anybody may read about."""
    return list(seat.glance(Group).filter(slug__isnull=False, closed_at=None).order_by("title")[:LISTED])
