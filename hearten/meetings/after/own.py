"""What follows a meeting, in a member's copy; how it forgets a member, how long it is kept, and what leaving ends."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.meetings.models import Afterword, Again, Heard, HowAreYou, Incident
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = ("meetings_incident.member_id", "meetings_howareyou.member_id")


class _Gone(NamedTuple):
    gone: Any


class _Taps(NamedTuple):
    starts_at: datetime
    heard: str
    again: str
    unsafe: bool
    at: datetime


class _Words(NamedTuple):
    what: str
    starts_at: datetime
    at: datetime
    words: str
    answer: str


class _Note(NamedTuple):
    id: Any
    what: str
    happened: bytes
    done: bytes | None
    at: datetime


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("meeting_feedback", lambda: _("How meetings were for you"), _tap_columns, _taps))
    export(Exported("meeting_words_after", lambda: _("What you said after meetings"), _word_columns, _words))
    export(Exported("meeting_notes", lambda: _("Notes you wrote about incidents in meetings"), _note_columns, _notes))
    export(Exported("meeting_how_are_you", lambda: _("How you were after meetings"), _how_columns, _how))
    erase_with(Erasure("meetings_after", _forget, COVERS))
    keep(_kept("meeting_feedback", lambda: _("How a meeting was for those who came"), lambda: _("90 days"), "feedback"))
    keep(_kept("meeting_afterwords", lambda: _("What people said after a meeting"), lambda: _("90 days"), "afterwords"))
    keep(
        _kept(
            "meeting_unanswered",
            lambda: _("Words from a meeting to which their speaker did not say yes"),
            lambda: _("72 hours"),
            "unanswered",
        )
    )
    keep(_kept("meeting_recaps", lambda: _("Recaps of meetings"), lambda: _("90 days"), "recaps"))
    keep(_kept("meeting_notes", lambda: _("What those who lead noted about a meeting"), lambda: _("1 year"), "notes"))
    keep(
        _kept(
            "meeting_how_are_you",
            lambda: _("How somebody said they are after a meeting"),
            lambda: _("30 days"),
            "how_are_you",
        )
    )


def _kept(name: str, what: Any, until: Any, rule: str) -> Kept:
    return Kept(name, what, until, f"meetings_keep_{rule}")


def _tap_columns() -> dict[str, str]:
    return {
        "meeting": _("Meeting"),
        "heard": _("You felt heard"),
        "again": _("You would come again"),
        "unsafe": _("Something was not safe"),
        "at": _("When"),
    }


def _taps(seat: Seat) -> list[Row]:
    found = seat.read(_Taps, "SELECT * FROM meetings_my_feedback()")
    return [
        {
            "meeting": one.starts_at,
            "heard": str(Heard(one.heard).label),
            "again": str(Again(one.again).label),
            "unsafe": one.unsafe,
            "at": one.at,
        }
        for one in found
    ]


def _word_columns() -> dict[str, str]:
    return {
        "meeting": _("Meeting"),
        "what": _("What"),
        "at": _("When"),
        "words": _("Your words"),
        "answer": _("Answer"),
    }


def _words(seat: Seat) -> list[Row]:
    named = {kind.value: str(kind.label) for kind in Afterword.Kind} | {
        "recap": _("Your own words in a recap"),
        "told": _("Words of yours, proposed for a recap"),
        "themes": _("Themes you noted as who leads"),
        "next": _("What you noted for the next time"),
    }
    answers = {"yes": _("You said yes"), "no": _("You said no"), "": ""}
    return [
        {
            "meeting": one.starts_at,
            "what": named[one.what],
            "at": one.at,
            "words": one.words,
            "answer": answers[one.answer],
        }
        for one in seat.read(_Words, "SELECT * FROM meetings_my_words_after()")
    ]


def _note_columns() -> dict[str, str]:
    return {"at": _("When"), "what": _("What"), "happened": _("What happened"), "done": _("What was done")}


def _notes(seat: Seat) -> list[Row]:
    found = seat.read(_Note, "SELECT * FROM meetings_my_notes()")
    rows = [(one, Incident(id=one.id, member_id=seat.me, happened=Sealed(one.happened))) for one in found]
    for one, row in rows:
        row.done = Sealed(one.done) if one.done is not None else None
    return [
        {
            "at": one.at,
            "what": str(Incident.What(one.what).label),
            "happened": row.happened or "",
            "done": row.done or "",
        }
        for one, row in rows
    ]


def _how_columns() -> dict[str, str]:
    return {"at": _("When"), "answer": _("Answer")}


def _how(seat: Seat) -> list[Row]:
    mine = seat.glance(HowAreYou).filter(member_id=seat.me).order_by("at")
    said = dict(HowAreYou.Answer.choices)
    return [{"at": one.at, "answer": str(said.get(one.answer or "", ""))} for one in mine]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT meetings_forget_my_after(%s)", how)


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Take back what waits for a yes; with "erased" what one said after meetings goes, too."""
    seat.read(_Gone, "SELECT meetings_leave_after(%s, %s)", membership.group_id, how == "erased")
