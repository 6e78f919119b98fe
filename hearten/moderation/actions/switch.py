"""Switches of a group: something that holds for at most a week, with a reason, and can be taken back at once."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Group, Openness
from hearten.groups.rules import may_lead
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.moderation.choices import Kind
from hearten.moderation.models import Hours, SafetyLead, Switch


def switch_on(seat: Seat, place: Place, kind: str, why: str, days: int) -> Switch:
    """Switch something on for `days` (at most 7). What runs already is renewed. Raises Unseen, Refused."""
    may_lead(place).or_refuse()
    running = seat.glance(Switch).filter(group_id=place.group_id, kind=kind, ended_at=None, until__gt=now()).first()
    before = running.before if running else _ask_first(seat, place) if kind == Kind.REQUESTS else ""
    if running is not None:
        _end(seat, running, place.name)
    made = Switch(group_id=place.group_id, kind=kind, why=why, before=before, by_id=seat.me, by_name=place.name)
    made.made_at, made.until = now(), now() + timedelta(days=days)
    made.save(force_insert=True)
    return made


def switch_off(seat: Seat, place: Place, switch_id: UUID) -> None:
    """Take a switch back: everything is as it was before. Raises Unseen."""
    may_lead(place).or_refuse()
    switch = seat.find(Switch, switch_id, group_id=place.group_id, ended_at=None)
    _end(seat, switch, place.name)
    if switch.before:
        seat.glance(Group).filter(pk=place.group_id, openness=Openness.ASK).update(openness=switch.before)


def _end(seat: Seat, switch: Switch, name: str) -> None:
    seat.glance(Switch).filter(pk=switch.pk, ended_at=None).update(ended_at=now(), ended_name=name)


def _ask_first(seat: Seat, place: Place) -> str:
    if place.openness != Openness.OPEN:
        raise Refused(_("Nobody joins this group at once, so there is nothing to change."))
    seat.glance(Group).filter(pk=place.group_id).update(openness=Openness.ASK)
    return str(place.openness)


def set_hours(seat: Seat, place: Place, opens: int, closes: int) -> None:
    """Say when somebody usually looks after the group. Outside these hours, several reports may hold words."""
    may_lead(place).or_refuse()
    Hours(group_id=place.group_id, opens=opens, closes=closes, by_name=place.name, at=now()).save(force_insert=True)


def name_safety_lead(seat: Seat, **said: object) -> SafetyLead:
    """Say who answers for safety here. Row-level security lets only an operator."""
    made = SafetyLead(at=now(), **said)
    made.save(force_insert=True)
    return made


def safety_lead(seat: Seat) -> SafetyLead | None:
    """Return who answers for safety here, or None before an operator said so."""
    return seat.glance(SafetyLead).order_by("-at").first()
