"""Announcing meetings: one, several that come again, or a second room beside a full one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from hearten.groups.models import Membership
from hearten.groups.rules import may_lead
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.meetings.models import Duty, Meeting, Series
from hearten.meetings.schedule import recurring, rules
from hearten.meetings.schedule.telling import BESIDE
from hearten.notices.actions import tell

Roles = list[tuple[UUID, str]]


@dataclass(frozen=True)
class Plan:
    """What is announced. `rule` is "" for a meeting that takes place once; `duties` are (membership, role)."""

    title: str
    first_at: datetime
    zone: str
    definition: dict[str, Any]
    places: int
    media: list[str]
    rule: str = ""
    duties: tuple[tuple[UUID, str], ...] = ()


class _Made(NamedTuple):
    number: int


def announce(seat: Seat, place: Place, plan: Plan) -> Meeting | Series:
    """Announce a meeting or a series of them. Returns it. Raises Refused for a time that is over or too far ahead."""
    may_lead(place).or_refuse()
    rules.may_begin_at(plan.first_at, now()).or_refuse()
    return _series(seat, place, plan) if plan.rule else _once(seat, place, plan)


def _said(place: Place, plan: Plan) -> dict[str, Any]:
    return {
        "group_id": place.group_id,
        "made_by_id": place.membership_id,
        "made_at": now(),
        "title": plan.title,
        "zone": plan.zone,
        "definition": plan.definition,
        "places": plan.places,
        "media": plan.media,
    }


def _once(seat: Seat, place: Place, plan: Plan) -> Meeting:
    when = {"planned_at": plan.first_at, "starts_at": plan.first_at, "changed_at": now()}
    meeting = Meeting(minutes=plan.definition["length_min"], **when, **_said(place, plan))
    meeting.save(force_insert=True)
    for membership_id, role in _still_here(seat, place, plan):
        Duty(
            group_id=place.group_id, meeting_id=meeting.id, membership_id=membership_id, role=role, at=now()
        ).save(force_insert=True)  # fmt: skip
    return meeting


def _series(seat: Seat, place: Place, plan: Plan) -> Series:
    duties = [[str(membership_id), role] for membership_id, role in _still_here(seat, place, plan)]
    series = Series(rule=plan.rule, first_at=plan.first_at, duties=duties, **_said(place, plan))
    series.save(force_insert=True)
    lay_out(seat, series.id, series.rule, series.zone, series.first_at)
    return series


def _still_here(seat: Seat, place: Place, plan: Plan) -> Roles:
    """Return the roles of people who are in the group: a form may name anybody."""
    here = seat.glance(Membership).filter(group_id=place.group_id, ended_at=None).values_list("id", flat=True)
    known = set(here)
    return [(membership_id, role) for membership_id, role in plan.duties if membership_id in known]


def lay_out(seat: Seat, series_id: UUID, rule: str, zone: str, first_at: datetime) -> int:
    """Make the meetings of a series for the weeks ahead that are not there yet. Returns how many were made.

    As often as one likes, and by two at once: each meeting is made once (a constraint of the database).
    """
    moment = now()
    starts = recurring.occurrences(rule, first_at, zone, moment, moment + rules.AHEAD)
    if first_at > moment + rules.AHEAD:
        starts = [first_at]  # what was announced is there, however far ahead
    return seat.read(_Made, "SELECT meetings_lay_out(%s, %s, %s)", series_id, starts, moment)[0].number


def open_beside(seat: Seat, place: Place, meeting: Meeting) -> Meeting:
    """Open a second room beside a full one. Who waits there is told, and moves by their own choice."""
    copied = ("title", "starts_at", "zone", "minutes", "places", "media", "definition")
    said = {name: getattr(meeting, name) for name in copied}
    when = {"planned_at": meeting.starts_at, "made_at": now(), "changed_at": now()}
    made = Meeting(group_id=place.group_id, beside=meeting, made_by_id=place.membership_id, **said, **when)
    made.save(force_insert=True)
    tell(kind=BESIDE, about=made.id, group=place.group_id)
    return made
