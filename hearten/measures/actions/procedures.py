"""Naming the procedure that answers to an instrument's safety item, and ending it: a step of an operator's."""

from datetime import date
from uuid import UUID

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.measures.models import Procedure
from hearten.members.models import Standing


def confirm(seat: Seat, key: str, name: str, in_force_on: date) -> None:
    """Write down which procedure answers from when on, so that it is offered. Pressed twice, the first stays."""
    seat.one_at_a_time(f"procedure {key}")
    if seat.glance(Procedure).filter(key=key, ended_at=None).exists():
        return
    place = seat.glance(Standing).get(member_id=seat.me, role="operator", ended_at=None)
    made = Procedure(key=key, name=name, in_force_on=in_force_on, confirmed_by=place, confirmed_at=now())
    made.save(force_insert=True)


def end(seat: Seat, procedure_id: UUID) -> None:
    """End it: the instrument is not offered any more. What members filled in stays theirs."""
    seat.glance(Procedure).filter(pk=procedure_id, ended_at=None).update(ended_at=now())
