"""What somebody reads of their circles, each through the doors that leave out what they should not see."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from hearten.groups.models import Group, Membership
from hearten.kernel.clock import now
from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.breaks import on_break
from hearten.plans.calendar import BACK, last_days, today_in
from hearten.plans.circles import rules, words
from hearten.plans.doing.rules import Away, Rhythm
from hearten.plans.models import Circle, CircleNote, CirclePlace, CircleShow, CircleWords


class Someone(NamedTuple):
    """Somebody of a circle, by their name in its group."""

    place: UUID
    name: str
    inside: bool
    since: date | None
    mine: bool


class _Shown(NamedTuple):
    show: UUID
    place: UUID
    mine: bool
    member: UUID
    called: bytes
    level: str
    from_day: date
    until_day: date | None
    zone: str
    cadences: str
    rests: str
    done: list[date]


@dataclass(frozen=True)
class Thing:
    """One thing that somebody of a circle shows. `today` is their own day."""

    show: UUID
    called: str
    days: rules.Days
    today: date

    @property
    def state_today(self) -> str:
        return dict(self.days.states).get(self.today, "")

    @property
    def earlier(self) -> list[tuple[date, str]]:
        return [(day, state) for day, state in self.days.states if day < self.today]


@dataclass(frozen=True)
class Seen:
    """Somebody of a circle with what they show, and whether the agreed words would fit now."""

    who: Someone
    things: Sequence[Thing]

    @property
    def missed(self) -> bool:
        return any(thing.days.missed(thing.today) for thing in self.things)


class Row(NamedTuple):
    """One circle of a list: asked, waiting (nobody else is in it yet) or running."""

    id: UUID
    group: str
    state: str
    names: list[str]


class Words(NamedTuple):
    """Words of a circle. `mine`: whether the member put them forward, `agreed_at`: since when they hold.

    `own`: whether somebody wrote them themself, and took none of the list.
    """

    id: UUID
    text: str
    agreed_at: datetime | None
    mine: bool
    own: bool


def my_place(seat: Seat, circle_id: UUID) -> tuple[Circle, CirclePlace]:
    """Return a circle in which the seat is asked or in, with its own place there. Raises Unseen."""
    circle = seat.find(Circle, circle_id, ended_at=None)
    place = seat.glance(CirclePlace).filter(circle_id=circle.id, member_id=seat.me, ended_at=None).first()
    if place is None or not seat.glance(Membership).filter(pk=place.membership_id, ended_at=None).exists():
        raise Unseen
    return circle, place


def inside(seat: Seat, circle_id: UUID) -> tuple[Circle, CirclePlace]:
    """Return a circle that the seat is in. Raises Unseen."""
    circle, place = my_place(seat, circle_id)
    if place.in_from_day is None:
        raise Unseen
    return circle, place


def people_of(seat: Seat, circle_id: UUID) -> Sequence[Someone]:
    """Return who is in a circle and, for who asked or is asked, who was asked, as the seat may know it."""
    return seat.read(Someone, "SELECT * FROM plans_circle_people(%s)", circle_id)


def is_alone(people: Sequence[Someone], circle: Circle, moment: datetime) -> bool:
    """Whether a circle holds nobody else for the seat, and nobody who may still come: then it has ended for them."""
    others = [one for one in people if not one.mine]
    return not any(one.inside for one in others) and (circle.until <= moment or not others)


def mine(seat: Seat) -> list[Row]:
    """Return the member's circles, and those into which they are asked."""
    found = []
    for place in seat.glance(CirclePlace).filter(member_id=seat.me, ended_at=None).select_related("circle"):
        circle = place.circle
        if circle.ended_at is not None or (place.in_from_day is None and circle.until <= now()):
            continue
        people = people_of(seat, circle.id)
        if not people or is_alone(people, circle, now()):
            continue
        others = [one for one in people if not one.mine]
        state = "asked" if place.in_from_day is None else "running" if any(one.inside for one in others) else "waiting"
        names = [one.name for one in others if one.inside or state != "running"]
        group = seat.glance(Group).filter(pk=circle.group_id).values_list("title", flat=True).first() or ""
        found.append(Row(circle.id, group, state, names))
    return found


def seen(seat: Seat, circle_id: UUID) -> list[Seen]:
    """Return who is in a circle that the seat is in, with what each shows of the last seven days and today."""
    since = today_in("UTC")  # the earliest day that can be asked for is worked out below, in each person's zone
    rows = seat.read(_Shown, "SELECT * FROM plans_circle_shown(%s, %s)", circle_id, last_days(since, BACK + 2)[-1])
    things: dict[UUID, list[Thing]] = {}
    for row in rows:
        if thing := _thing(row):
            things.setdefault(row.place, []).append(thing)
    return [Seen(one, things.get(one.place, [])) for one in people_of(seat, circle_id) if one.inside]


def _thing(row: _Shown) -> Thing | None:
    day = today_in(row.zone)
    if row.until_day is not None and row.until_day <= day:
        return None
    rhythms = [
        Rhythm(_day(one["from_day"]), one["often"], one["weekdays"], one["number"], _maybe(one["on_day"]))
        for one in json.loads(row.cadences)
    ]
    rests = [Away(_day(one["from_day"]), _maybe(one["until_day"])) for one in json.loads(row.rests)]
    days = rules.days_shown(
        row.level, row.from_day, row.until_day, rhythms, rests, row.done, last_days(day, BACK)
    )  # fmt: skip
    opened = CircleShow(id=row.show, member_id=row.member, called=Sealed(row.called))
    return Thing(row.show, opened.called or "", days, day)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe(text: str | None) -> date | None:
    return _day(text) if text else None


def shows_of_mine(seat: Seat, circle_id: UUID) -> dict[UUID, CircleShow]:
    """Return what the member shows now in a circle, by commitment."""
    rows = seat.glance(CircleShow).filter(member_id=seat.me, circle_id=circle_id, until_day=None)
    return {row.commitment_id: row for row in rows}


def words_of(seat: Seat, circle_id: UUID) -> list[Words]:
    """Return the words that hold (the latest agreed) and those put forward since, the agreed first."""
    rows = list(seat.glance(CircleWords).filter(circle_id=circle_id).order_by("-at"))
    agreed = [row for row in rows if row.agreed_at is not None]
    latest = max(agreed, key=lambda row: row.agreed_at or row.at, default=None)
    waiting = [row for row in rows if row.agreed_at is None]
    return [
        Words(row.id, words.said(row.code, row.words), row.agreed_at, row.member_id == seat.me, not row.code)
        for row in [*([latest] if latest else []), *waiting]
    ]


class Said(NamedTuple):
    """Words that somebody of a circle said to the member, or the member to them."""

    id: UUID
    name: str
    text: str
    day: date
    mine: bool


def notes_of(seat: Seat, circle_id: UUID) -> list[Said]:
    """Return what was said in a circle to the member in the last two weeks, the newest first."""
    rows = seat.glance(CircleNote).filter(circle_id=circle_id, to_id=seat.me).select_related("place", "said")
    shown = {one.place for one in people_of(seat, circle_id) if one.inside}
    return [
        Said(row.id, row.place.name, words.said(row.said.code, row.said.words), row.day, False)
        for row in rows.order_by("-at")[:14]
        if row.place_id in shown
    ]


def said_today(seat: Seat, circle_id: UUID, day: date) -> set[UUID]:
    """Return to whom (members) the seat said the words on a day."""
    return set(
        seat.glance(CircleNote).filter(circle_id=circle_id, author_id=seat.me, day=day).values_list("to_id", flat=True)
    )


def who_can_be_asked(seat: Seat, group_id: UUID) -> list[tuple[UUID, str]]:
    """Return the people of a group who can be asked into a circle: memberships and names."""
    rows = seat.glance(Membership).filter(group_id=group_id, ended_at=None).exclude(member_id=seat.me)
    return list(rows.annotate(away=on_break("member_id")).filter(away=False).order_by("name").values_list("id", "name"))
