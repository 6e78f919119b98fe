"""What the working surface reads: whether one looks after anybody, under which name, who rests, who is on the rota."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Min, Q
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Role
from hearten.groups.standing import Place, my_groups, place_in
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.models import Standing
from hearten.members.rules import staff_ready
from hearten.members.second_factors import has_second_factor
from hearten.safety import rules
from hearten.safety.looking import Cover, cover_of
from hearten.safety.models import Concern, CoursePass, Disclosure, Shift, Spell

STEPS = {
    "first": _("whoever is on duty is asked"),
    "backup": _("whoever stands by is asked"),
    "lead": _("the people who lead the group are asked"),
    "desk": _("the people who run this place are asked"),
    "silence": _("it is let go and asked of others, if whoever has it stays silent"),
    "reached": _("somebody asks whether the services reached the person"),
    "day1": _("a first “How is it now?” is sent"),
    "day3": _("a second “How is it now?” is sent"),
    "day7": _("a third “How is it now?” is sent"),
}
_LATELY = timedelta(hours=24)
_SHOWN = (Spell.What.NOT_TODAY, Spell.What.COVER, Spell.What.BREAK, Spell.What.TALK)
_AWAY = (Spell.What.NOT_TODAY, Spell.What.BREAK)


class _Bit(NamedTuple):
    on: bool


class _Count(NamedTuple):
    n: int


class _Name(NamedTuple):
    name: str


class _Key(NamedTuple):
    id: UUID


def helper_or_unseen(seat: Seat) -> None:
    """Return quietly for who looks after people here. For everybody else there is no such page (Unseen).

    Staff need their second step, as on the desk (Refused).
    """
    if not seat.read(_Bit, "SELECT safety_helps()")[0].on:
        raise Unseen
    second_step(seat)


def second_step(seat: Seat) -> None:
    """Return quietly, unless this seat is of the staff and has no second step yet (Refused, with the way to it).

    Every page about somebody in danger asks: by an alert one comes to it without passing the desk.
    """
    if seat.standing:
        staff_ready(seat, has_second_factor(seat.me)).or_refuse()


def concern_of(seat: Seat, concern_id: UUID) -> Concern:
    """Return a concern that this seat looks after. Raises Unseen for everybody else, Refused for staff not ready."""
    second_step(seat)
    return seat.find(Concern, concern_id)


def asked(seat: Seat, door: str, about: UUID) -> bool:
    """Ask one of the doors that answer a concern with one bit: others_there, have_read."""
    doors = {
        "others_there": "SELECT safety_others_there(%s)",
        "have_read": "SELECT safety_have_read(%s)",
    }
    return seat.read(_Bit, doors[door], about)[0].on


def name_in(seat: Seat, group_id: UUID | None) -> str:
    """Return the name under which this seat looks after people of a group, or of the install. Raises Unseen."""
    place = place_in(seat, group_id) if group_id else None
    standing = seat.glance(Standing).filter(member_id=seat.me, ended_at=None)
    name = place.name if place else standing.values_list("name", flat=True).first()
    if not name:
        raise Unseen
    return name


def my_places(seat: Seat) -> list[Place]:
    """Return the groups in which this seat has a role that helps."""
    return [place for place in my_groups(seat) if place.role != Role.MEMBER]


def place_of_helper(seat: Seat, group_id: UUID) -> Place:
    """Return this seat's place in a group where it has a role that helps. Raises Unseen for everybody else.

    Staff need their second step here too (Refused).
    """
    second_step(seat)
    place = place_in(seat, group_id)
    if place is None or place.role == Role.MEMBER:
        raise Unseen
    return place


def through_course(seat: Seat) -> bool:
    """Whether this seat went through the short course within the last year."""
    return seat.glance(CoursePass).filter(member_id=seat.me, at__gt=now() - rules.COURSE_HOLDS).exists()


def second_needed(seat: Seat, concern_id: UUID) -> bool:
    """Whether somebody else than this seat asked for a second person, none has decided yet, and it is still open."""
    waits = seat.glance(Disclosure).filter(concern_id=concern_id, agreed_at=None, declined_at=None)
    waits = waits.filter(concern__closed_at=None)
    return waits.exclude(asked_by_id=seat.me).exists()


def asked_by(seat: Seat, concern_id: UUID) -> str:
    """Return by what name somebody is known who asked for a person without words; "" for who may not know."""
    found = seat.read(_Name, "SELECT * FROM safety_asked_by(%s)", concern_id)
    return found[0].name if found else ""


def hard_days(seat: Seat) -> list[Group]:
    """Return the groups this seat looks after in which three or more people had a hard time within 48 hours (CR-25)."""
    ids = [row.id for row in seat.read(_Key, "SELECT * FROM safety_hard_days()")]
    return list(seat.glance(Group).filter(pk__in=ids).order_by("title"))


def colleagues(seat: Seat) -> list[Spell]:
    """Return what those who help said about their own work lately: cover, a break, not today, wanting to talk."""
    moment = now()
    said = seat.glance(Spell).filter(what__in=_SHOWN, at__gt=moment - _LATELY).defer("words").order_by("-at")
    return [one for one in said if one.until is None or one.until > moment]


def away_until(seat: Seat) -> datetime | None:
    """Return until when this seat is not asked, by its own word; None while it is."""
    mine = seat.glance(Spell).filter(member_id=seat.me, what__in=_AWAY, until__gt=now())
    until: datetime | None = mine.aggregate(until=Max("until"))["until"]
    return until


def rest_due(seat: Seat) -> bool:
    """Whether this seat should be asked to rest before it reads on (MO-07)."""
    moment = now()
    mine = seat.glance(Spell).filter(member_id=seat.me)
    went_on = mine.filter(what=Spell.What.GO_ON, until__gt=moment).exists()
    return rules.rest_is_due(_met_today(seat), _on_duty_since(seat, moment), went_on, moment)


def _met_today(seat: Seat) -> int:
    return seat.read(_Count, "SELECT safety_met_today()")[0].n


def _on_duty_since(seat: Seat, moment: datetime) -> datetime | None:
    """Return since when this seat is on duty without a break."""
    running = seat.glance(Shift).filter(member_id=seat.me, ended_at=None, starts_at__lte=moment, ends_at__gt=moment)
    began: datetime | None = running.aggregate(at=Min("starts_at"))["at"]
    rested = seat.glance(Spell).filter(member_id=seat.me, what=Spell.What.BREAK, until__lte=moment)
    last: datetime | None = rested.aggregate(at=Max("until"))["at"]
    return max(began, last) if began and last else began


def shifts_to_come(seat: Seat, group_id: UUID | None) -> list[Shift]:
    """Return the shifts of a group (or of the install) that run or are to come."""
    here = Q(group_id=group_id) if group_id else Q(group__isnull=True)
    return list(seat.glance(Shift).filter(here, ends_at__gt=now()).order_by("starts_at", "part"))


def my_spans(seat: Seat) -> list[rules.Span]:
    """Return this seat's own shifts, those that count for its week and those to come."""
    since = now() - rules.WEEK
    mine = seat.glance(Shift).filter(member_id=seat.me, ended_at=None, ends_at__gt=since)
    return [rules.Span(one.starts_at, one.ends_at) for one in mine]


class OnDuty(NamedTuple):
    """One rota on the board: whose, and what cover there is."""

    group_id: UUID | None
    title: str
    cover: Cover  # by others
    leads: bool
    mine: bool  # whether this seat is on duty there now


def homes(seat: Seat) -> list[UUID | None]:
    """Return where this seat looks after people: its groups, and None for the install.

    Somebody whose role ended during a shift still has that shift's group.
    """
    found: dict[UUID | None, None] = dict.fromkeys(place.group_id for place in my_places(seat))
    found |= dict.fromkeys(_on_duty_for(seat))
    return [*(group for group in found if group), *([None] if seat.standing else [])]


def _on_duty_for(seat: Seat) -> list[UUID | None]:
    """Return the groups for which this seat is on duty now; None stands for the install."""
    moment = now()
    running = seat.glance(Shift).filter(member_id=seat.me, ended_at=None, starts_at__lte=moment, ends_at__gt=moment)
    return list(running.values_list("group_id", flat=True))


def rotas(seat: Seat) -> Sequence[OnDuty]:
    """Return the rotas that this seat may go on: of its groups, and for staff the one of the install."""
    mine = _on_duty_for(seat)
    places: list[tuple[UUID | None, str, bool]] = [(one.group_id, one.title, one.leads) for one in my_places(seat)]
    places += [(None, "", False)] if seat.standing else []
    return [OnDuty(id_, title, cover_of(seat, id_), leads, id_ in mine) for id_, title, leads in places]
