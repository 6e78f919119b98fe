"""A member's copy, and leaving for good: asking for it, thinking about it, taking that back."""

from base64 import b64decode, b64encode
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members import rules
from hearten.members.erasing import leave_for_good
from hearten.members.exporting import zip_of
from hearten.members.models import Departure, Export
from hearten.members.rights import a_departure_waits, export_is_ready

COPY_LASTS = timedelta(hours=24)
THINKING = timedelta(hours=72)


def latest_export(seat: Seat) -> Export | None:
    """Return the copy that this member asked for last, without opening it; None when there is none that counts."""
    return seat.glance(Export).filter(member_id=seat.me).defer("file").order_by("-asked_at").first()


def ask_for_export(seat: Seat) -> Export:
    """Ask for a copy; the worker makes it. Once a day. Raises Refused."""
    from hearten.members.jobs import make_export

    latest = latest_export(seat)
    rules.may_export(latest.asked_at if latest else None, now()).or_refuse()
    made = Export(member_id=seat.me, asked_at=now())
    made.save(force_insert=True)
    make_export(export=str(made.id))
    return made


def make(seat: Seat, export_id: UUID) -> None:
    """Make a copy that was asked for. Doing it twice changes nothing; a member or a request that is gone gets none."""
    asked = seat.glance(Export).filter(pk=export_id, ready_at=None).first()
    if asked is None:
        return
    asked.file = b64encode(zip_of(seat)).decode()
    asked.ready_at = now()
    asked.expires_at = asked.ready_at + COPY_LASTS
    asked.save(update_fields=["file", "ready_at", "expires_at"])
    export_is_ready(seat, asked.id)


def fetch(export: Export) -> bytes:
    """Return the zip of a copy that is there. Raises Unseen when its time is over."""
    rules.may_fetch(export.expires_at, now()).or_refuse()
    return b64decode(export.file or "")


class _Alone(NamedTuple):
    alone: bool


def is_only_operator(seat: Seat) -> bool:
    """Whether this install would have no operator without the seat's member.

    Until the transaction ends, no other operator leaves: two who leave at the same moment do not both go.
    """
    return seat.read(_Alone, "SELECT members_only_operator()")[0].alone


def departure_of(seat: Seat) -> Departure | None:
    """Return the seat's wish to leave that waits for its three days."""
    return seat.glance(Departure).filter(member_id=seat.me).first()


def leave_later(seat: Seat, how: str) -> Departure:
    """Leave for good in three days, unless it is taken back. Until then nothing changes. Raises Refused."""
    rules.may_leave_for_good(is_only_operator(seat)).or_refuse()
    stay(seat)
    wish = Departure(member_id=seat.me, how=how, asked_at=now(), due_at=now() + THINKING)
    wish.save(force_insert=True)
    return wish


def stay(seat: Seat) -> None:
    """Take the wish to leave back."""
    seat.glance(Departure).filter(member_id=seat.me).delete()


def leave_now(seat: Seat, how: str) -> None:
    """Leave for good, at once. Raises Refused for the only operator."""
    rules.may_leave_for_good(is_only_operator(seat)).or_refuse()
    leave_for_good(seat, how)


def let_go(seat: Seat, how: str) -> None:
    """Let the seat's member go whose three days are over. The only operator's wish waits, and they are told."""
    if not is_only_operator(seat):
        leave_for_good(seat, how)
    elif (wish := departure_of(seat)) is not None:
        a_departure_waits(seat, wish.id)


def departures_due() -> list[tuple[UUID, str]]:
    """Return who wished to leave three days ago, with their choice. Answers the worker alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT member, how FROM members_departures_due()")
        return list(cursor.fetchall())
