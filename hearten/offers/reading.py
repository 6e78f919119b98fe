"""What somebody offers, what they answered lately, whether they have time now: read as themself, of themself alone."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from hearten.answering.queue import helps_in
from hearten.groups.models import Group
from hearten.groups.standing import Place, my_groups
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library.choices import Situation
from hearten.offers.fitting import Met, Offered
from hearten.offers.models import NoSuggestions, Offer, TimeNow
from hearten.offers.topics import OWN
from hearten.offers.wording import LIKES
from hearten.safety.duty import away_until
from hearten.safety.models import Shift
from hearten.threads.models import MY_MASKS, MY_MEMBERSHIPS, Wish

WELCOME = "welcome"  # beside the five wishes: wants to welcome newcomers

_MINE = "coalesce({0}.membership_id IN " + MY_MEMBERSHIPS + " OR {0}.mask_id IN " + MY_MASKS + ", false)"
# Conversations of others in which one wrote something, behind a mask as well.
_MET = f"""
SELECT p.group_id, count(DISTINCT p.thread_id) FILTER (WHERE p.made_at >= %s), count(DISTINCT p.thread_id)
FROM threads_post p JOIN threads_thread t ON t.id = p.thread_id
WHERE p.made_at > %s AND NOT p.opens AND {_MINE.format("p")} AND NOT {_MINE.format("t")} GROUP BY p.group_id"""


class _Met(NamedTuple):
    group_id: UUID
    today: int
    week: int


def places(seat: Seat) -> list[Place]:
    """Return the seat's place in each group where it helps people who wait."""
    helps = set(helps_in(seat))
    return [place for place in my_groups(seat) if place.group_id in helps]


def place_of_helper(seat: Seat, group_id: UUID) -> Place:
    """Return the seat's place in a group where it helps. Raises Unseen for everybody else."""
    for place in places(seat):
        if place.group_id == group_id:
            return place
    raise Unseen


def kept(seat: Seat) -> Sequence[Offer]:
    """Return what the seat offers, by group; also where it does not help at present."""
    return list(seat.glance(Offer).filter(member_id=seat.me).select_related("group").order_by("group__title"))


def offer_in(seat: Seat, group_id: UUID) -> Offer | None:
    """Return what the seat offers in one group, or None."""
    return seat.glance(Offer).filter(member_id=seat.me, group_id=group_id).first()


def told(row: Offer | None) -> Offered:
    """Return an offer as plain values; an empty one where nothing was said, or its words are gone."""
    if row is None:
        return Offered()
    said = json.loads(row.said or "{}")
    return Offered(
        frozenset(said.get("lived", ())), frozenset(said.get("wants", ())), bool(said.get("welcomes")),
        row.a_day, row.a_week, row.resting_until,
    )  # fmt: skip


def tags(topics: Sequence[str]) -> list[tuple[str, str]]:
    """Return what one can say that one has lived through: the group's own topics, then the situations of the house."""
    return [(f"{OWN}{topic}", topic) for topic in topics] + [(one.value, str(one.label)) for one in Situation]


def wants() -> list[tuple[str, str]]:
    """Return what one can say that one likes to do: the five wishes, from the other side, and welcoming."""
    return [*((wish.value, LIKES[wish.value]()) for wish in Wish), (WELCOME, LIKES[WELCOME]())]


def topics_of(seat: Seat, group_id: UUID) -> list[str]:
    """Return the topics that a group gave itself."""
    return list(seat.find(Group, group_id).topics)


def met_lately(seat: Seat) -> dict[UUID, Met]:
    """Return, by group, in how many conversations of others the seat wrote today and in the last seven days."""
    moment = now()
    midnight = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    found = seat.read(_Met, _MET, midnight, moment - timedelta(days=7))
    return {one.group_id: Met(one.today, one.week) for one in found}


def wants_none(seat: Seat) -> bool:
    """Whether the seat wants no suggestions."""
    return seat.glance(NoSuggestions).filter(member_id=seat.me).exists()


def time_until(seat: Seat) -> datetime | None:
    """Return until when the seat said that it has time; None where it did not, or that is over."""
    return seat.glance(TimeNow).filter(member_id=seat.me, until__gt=now()).values_list("until", flat=True).first()


def on_duty_for(seat: Seat) -> set[UUID]:
    """Return the groups for which the seat is on duty now; none while it said "not me today" or takes a break."""
    if away_until(seat):
        return set()
    moment = now()
    running = seat.glance(Shift).filter(member_id=seat.me, ended_at=None, starts_at__lte=moment, ends_at__gt=moment)
    return {group for group in running.values_list("group_id", flat=True) if group}
