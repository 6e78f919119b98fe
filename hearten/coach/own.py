"""What the coach gives to a member's copy, and how it forgets a member."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.coach.actions import forget_tries
from hearten.coach.models import Try
from hearten.kernel.seat import Seat
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = ("coach_try.member_id", "coach_opening.opened_by_id", "coach_opening.closed_by_id")


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register both; called when the app is made ready."""
    export(Exported("practice", lambda: _("What you practised"), _columns, _tries))
    erase_with(Erasure("coach", _forget, COVERS))


def _columns() -> dict[str, str]:
    return {
        "at": _("When"),
        "scenario": _("Scenario"),
        "warmth": _("Had warmth"),
        "understanding": _("Had understanding"),
        "interest": _("Had interest"),
    }


def _tries(seat: Seat) -> list[Row]:
    rows = seat.glance(Try).filter(member_id=seat.me).order_by("at")
    return [{**row} for row in rows.values("at", "scenario", "warmth", "understanding", "interest")]


def _forget(seat: Seat, how: str) -> None:
    forget_tries(seat)
    seat.read(_Gone, "SELECT coach_forget_me()")
