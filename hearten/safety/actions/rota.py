"""Going on call, giving a shift up, taking over somebody's."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.notices.actions import tell
from hearten.safety.duty import my_spans, name_in
from hearten.safety.models import Shift, Spell
from hearten.safety.rules import Span, may_take_shift

COVER = "cover"


def take_shift(seat: Seat, group_id: UUID | None, span: Span, part: str, covers: Shift | None = None) -> Shift:
    """Go on call for a group (or, without one, for the install). Raises Refused with the reason."""
    may_take_shift(span, my_spans(seat), now()).or_refuse()
    shift = Shift(group_id=group_id, member_id=seat.me, name=name_in(seat, group_id), part=part, made_at=now())
    shift.starts_at, shift.ends_at, shift.covers = span.starts_at, span.ends_at, covers
    shift.save(force_insert=True)
    return shift


def take_over(seat: Seat, given_up: Shift) -> Shift:
    """Take what is left of a shift that somebody gave up. Raises Refused, and Unseen when it is not given up."""
    if given_up.ended_at is None or given_up.ends_at <= now() or covered(seat, given_up):
        raise Unseen
    span = Span(max(given_up.starts_at, now()), given_up.ends_at)
    return take_shift(seat, given_up.group_id, span, given_up.part, given_up)


def covered(seat: Seat, shift: Shift) -> bool:
    """Whether somebody took a shift over."""
    return seat.glance(Shift).filter(covers=shift, ended_at=None).exists()


def ask_for_cover(seat: Seat, shift: Shift) -> None:
    """Give up one's own shift, from now on; who else leads is told that cover is needed. No reason is asked for."""
    moment = now()
    mine = seat.glance(Shift).filter(pk=shift.pk, member_id=seat.me, ended_at=None, ends_at__gt=moment)
    if not mine.update(ended_at=moment):
        raise Unseen
    spell = say(seat, shift.group_id, Spell.What.COVER, shift.ends_at)
    tell(kind=COVER, about=spell.id)


def say(seat: Seat, group_id: UUID | None, what: str, until: datetime | None = None, **more: Any) -> Spell:
    """Keep one thing that this seat says about its own work."""
    said = {"name": name_in(seat, group_id), "what": what, "until": until, "at": now(), **more}
    spell = Spell(group_id=group_id, member_id=seat.me, **said)
    spell.save(force_insert=True)
    return spell
