"""What the Guide gives to a member's copy, how it forgets a member, and how long it keeps what."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.guide.keeping import kept_in
from hearten.guide.models import Summary, Talk
from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = (
    "guide_opening.opened_by_id", "guide_opening.closed_by_id", "guide_page.owner_id", "guide_talk.member_id",
    "guide_exchange.member_id", "guide_use.member_id", "guide_stop.member_id", "guide_stop.lifted_by_id",
    "guide_summary.member_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("guide", lambda: _("Your conversation with the Guide, a program"), _columns, _turns))
    export(Exported("guide_lines", lambda: _("Lines that you gave along from the Guide"), _lines_columns, _lines))
    erase_with(Erasure("guide", _forget, COVERS))
    for name, what, until in _kept():
        keep(Kept(f"guide_{name}", what, until, f"guide_keep_{name}"))


def _kept() -> list[tuple[str, Any, Any]]:
    return [
        (
            "talks",
            lambda: _("Conversations with the Guide"),
            lambda: _("1 hour after the last word; 30 days where their member keeps them"),
        ),
        ("use", lambda: _("How long somebody used the Guide that day"), lambda: _("8 days after the last word")),
        ("records", lambda: _("What the Guide did in a turn, of nobody"), lambda: _("2 years")),
        ("stops", lambda: _("That the Guide stopped for somebody"), lambda: _("1 year after it was lifted")),
    ]


def _columns() -> dict[str, str]:
    return {
        "at": _("When"),
        "said": _("What you wrote"),
        "answered": _("What the Guide, a program, answered"),
        "author": _("Author of the answer"),
    }


def _turns(seat: Seat) -> list[Row]:
    talk = seat.glance(Talk).filter(member_id=seat.me).first()
    kept = kept_in(seat, talk) if talk else []
    return [{"at": one.at, "said": one.said, "answered": one.answer.text, "author": "ai"} for one in kept]


def _lines_columns() -> dict[str, str]:
    return {"at": _("When"), "words": _("Your words")}


def _lines(seat: Seat) -> list[Row]:
    return [{"at": one.at, "words": one.words} for one in seat.glance(Summary).filter(member_id=seat.me)]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT guide_forget_me()")
