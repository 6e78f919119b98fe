"""What rooms give to a member's copy, how they forget a member, and how long they keep things."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.meetings.models import Line, Word
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export


class _Gone(NamedTuple):
    gone: Any


class _Was(NamedTuple):
    starts_at: datetime
    first_at: datetime
    seconds: int


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("meeting_attendance", lambda: _("Meetings where you were"), _was_columns, _was))
    export(Exported("meeting_lines", lambda: _("What you wrote in meetings"), _line_columns, _lines))
    export(Exported("meeting_words", lambda: _("What you wrote privately in meetings"), _line_columns, _words))
    erase_with(Erasure("rooms", _forget, ("meetings_word.author_id",)))
    keep(
        Kept(
            "meeting_lines",
            lambda: _("Words in a meeting"),
            lambda: _("1 day after it"),
            "meetings_keep_lines",
        )
    )
    keep(
        Kept(
            "meeting_words",
            lambda: _("Private words in a meeting, and side rooms"),
            lambda: _("1 day after it"),
            "meetings_keep_words",
        )
    )
    keep(Kept("meeting_steps", lambda: _("How a meeting ran"), lambda: _("30 days after it"), "meetings_keep_steps"))
    keep(Kept("attendance", lambda: _("Who was in a meeting"), lambda: _("1 year"), "meetings_keep_attendance"))


def _was_columns() -> dict[str, str]:
    return {"meeting": _("Meeting"), "came": _("You came"), "minutes": _("Minutes")}


def _was(seat: Seat) -> list[Row]:
    found = seat.read(_Was, "SELECT * FROM meetings_my_attendance()")
    return [{"meeting": one.starts_at, "came": one.first_at, "minutes": round(one.seconds / 60)} for one in found]


def _line_columns() -> dict[str, str]:
    return {"at": _("When"), "words": _("Your words")}


def _lines(seat: Seat) -> list[Row]:
    mine = seat.glance(Line).filter(membership__member_id=seat.me).exclude(kind="caption").order_by("at")
    return [{"at": one.at, "words": one.body} for one in mine]


def _words(seat: Seat) -> list[Row]:
    mine = seat.glance(Word).filter(author_id=seat.me).order_by("at")
    return [{"at": one.at, "words": one.body} for one in mine]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT meetings_forget_my_words()")
    seat.read(_Gone, "SELECT meetings_forget_my_rooms(%s)", how == "erased")
