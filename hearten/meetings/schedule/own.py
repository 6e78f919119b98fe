"""What meetings give to a member's copy, how they forget a member, how long they keep things, and what leaving ends."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.meetings.models import CalendarKey, Reminding, Role, When
from hearten.meetings.schedule.actions.mine import reminded
from hearten.meetings.schedule.jobs import let_in
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = ("meetings_calendarkey.member_id", "meetings_reminding.member_id", "meetings_reminder.member_id")


class _Done(NamedTuple):
    done: Any


class _Mine(NamedTuple):
    what: str
    starts_at: Any
    at: Any
    ended_at: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("meetings", lambda: _("Meetings: your places and roles"), _columns, _mine))
    export(Exported("meeting_reminders", lambda: _("Reminders of meetings"), _reminding_columns, _reminding))
    export(Exported("calendars", lambda: _("Addresses of your calendar"), _key_columns, _keys))
    erase_with(Erasure("meetings", _forget, COVERS))
    keep(
        Kept(
            "meeting_places",
            lambda: _("Who kept a place in a meeting, and who did what there"),
            lambda: _("90 days after it"),
            "meetings_keep_who_came",
        )
    )
    keep(
        Kept(
            "meeting_reminders",
            lambda: _("Reminders of meetings"),
            lambda: _("7 days after the meeting"),
            "meetings_keep_reminders",
        )
    )
    keep(
        Kept(
            "calendars",
            lambda: _("Ended addresses of calendars"),
            lambda: _("30 days"),
            "meetings_keep_calendar_keys",
        )
    )


def _columns() -> dict[str, str]:
    return {"starts_at": _("Meeting"), "what": _("What"), "at": _("Since"), "ended_at": _("Until")}


def _mine(seat: Seat) -> list[Row]:
    roles = {role.value: str(role.label) for role in Role}
    rows = seat.read(_Mine, "SELECT * FROM meetings_mine()")
    return [{**one._asdict(), "what": roles.get(one.what, _("You kept a place"))} for one in rows]


def _reminding_columns() -> dict[str, str]:
    return {"when": _("When")}


def _reminding(seat: Seat) -> list[Row]:
    if not seat.glance(Reminding).filter(member_id=seat.me).exists():
        return []
    return [{"when": str(When(reminded(seat)).label)}]


def _key_columns() -> dict[str, str]:
    return {"made_at": _("Made"), "ended_at": _("Ended")}


def _keys(seat: Seat) -> list[Row]:
    rows = seat.glance(CalendarKey).filter(member_id=seat.me).order_by("made_at")
    return [{**row} for row in rows.values("made_at", "ended_at")]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Done, "SELECT meetings_forget_me(%s)", how)


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Give up the places and roles of meetings to come; with "erased" the traces of earlier ones go, too."""
    seat.read(_Done, "SELECT meetings_take_leave(%s, %s, %s)", membership.group_id, how == "erased", now())
    let_in()
