"""What sessions of two give to a member's copy, how they forget a member, how long they keep things, what ends."""

from datetime import datetime, time
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.kernel.seat import Seat
from hearten.meetings.for_two.jobs import call_off_sessions
from hearten.meetings.for_two.saying import week_line
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export


class _Done(NamedTuple):
    done: Any


class _Offered(NamedTuple):
    weekday: int
    begins: time
    ends: time
    zone: str
    minutes: int
    made_at: datetime
    ended_at: datetime | None


class _Said(NamedTuple):
    starts_at: datetime
    at: datetime
    words: str


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("session_hours", lambda: _("Hours that you offered for sessions"), _hours_columns, _hours))
    export(Exported("session_words", lambda: _("What you wrote before a session"), _words_columns, _words))
    erase_with(Erasure("for_two", _forget))
    keep(
        Kept(
            "session_words",
            lambda: _("Words written before a session"),
            lambda: _("7 days after it"),
            "meetings_keep_beforehand",
        )
    )
    keep(Kept("session_hours", lambda: _("Hours that ended"), lambda: _("30 days"), "meetings_keep_hours"))
    keep(
        Kept(
            "meetings_of_two", lambda: _("That two people met"), lambda: _("90 days after it"), "meetings_keep_sessions"
        )
    )


def _hours_columns() -> dict[str, str]:
    return {"when": _("When"), "minutes": _("Minutes"), "made_at": _("Since"), "ended_at": _("Until")}


def _hours(seat: Seat) -> list[Row]:
    found = seat.read(_Offered, "SELECT * FROM meetings_my_hours()")
    kept = ("minutes", "made_at", "ended_at")
    return [{"when": week_line(one), **{name: getattr(one, name) for name in kept}} for one in found]


def _words_columns() -> dict[str, str]:
    return {"starts_at": _("Session"), "at": _("When"), "words": _("Your words")}


def _words(seat: Seat) -> list[Row]:
    return [one._asdict() for one in seat.read(_Said, "SELECT * FROM meetings_my_words_beforehand()")]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Done, "SELECT meetings_forget_for_two()")


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """End the hours; the worker calls the sessions to come off once they left. With "erased" the words go, too."""
    seat.read(_Done, "SELECT meetings_leave_for_two(%s, %s)", membership.group_id, how == "erased")
    call_off_sessions()
