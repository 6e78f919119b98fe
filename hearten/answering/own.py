"""What the clocks give to a member's copy, and how long they are kept.

Nothing here points at a member. When a conversation goes, its clock goes with it; who leaves a group writes no answer
there any more (sql/doors.sql).
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Exported, Row, export


class _Mine(NamedTuple):
    group_id: UUID
    asked_at: datetime
    welcomed_at: datetime | None
    first_told_at: datetime | None
    second_told_at: datetime | None
    answered_at: datetime | None


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("answering", lambda: _("When you asked for support and were answered"), _columns, _clocks))
    keep(
        Kept(
            "clocks",
            lambda: _("When somebody asked for support and was answered"),
            lambda: _("90 days"),
            "answering_keep_clocks",
        )
    )
    keep(
        Kept(
            "writings",
            lambda: _("Who said that they write an answer"),
            lambda: _("half an hour"),
            "answering_keep_writings",
        )
    )


def _columns() -> dict[str, str]:
    return {
        "group": _("Group"),
        "asked_at": _("Asked"),
        "welcomed_at": _("Who welcomes newcomers was told"),
        "first_told_at": _("People were asked to look"),
        "second_told_at": _("Those who lead were asked"),
        "answered_at": _("First answer"),
    }


def _clocks(seat: Seat) -> list[Row]:
    found = seat.read(_Mine, "SELECT * FROM answering_my_clocks()")
    titles = dict(seat.glance(Group).filter(pk__in={one.group_id for one in found}).values_list("id", "title"))
    left = _("a group that you left")
    return [{"group": titles.get(one.group_id, left), **_times(one)} for one in found]


def _times(one: _Mine) -> Row:
    return {name: getattr(one, name) for name in _columns() if name != "group"}
