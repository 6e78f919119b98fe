"""What plans give to a member's copy of what they showed, said and wrote for others."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.members.rights import Exported, Row, export
from hearten.plans.circles.words import said
from hearten.plans.models import (
    CirclePlace,
    CircleShow,
    CircleWords,
    Closure,
    GentleReturn,
    Reported,
    ReturnNote,
    Shared,
)
from hearten.plans.models.circles import Level
from hearten.plans.models.days import Kind


class _Word(NamedTuple):
    what: str
    id: UUID
    words: bytes | None
    plain: str
    at: datetime


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("circles", lambda: _("Your circles"), _circle_columns, _circles))
    export(Exported("circle_shows", lambda: _("What you show in circles"), _show_columns, _shows))
    export(Exported("shown", lambda: _("What you showed to somebody"), _shared_columns, _shared))
    export(Exported("plan_words", lambda: _("What you wrote for groups and circles"), _word_columns, _words))
    export(Exported("shown_reported", lambda: _("What you reported of it"), _reported_columns, _reported))
    export(Exported("close_closed", lambda: _("When circles were closed to you"), _closure_columns, _closures))
    export(Exported("coming_back", lambda: _("Who is asked for a note when you were away"), _wish_columns, _wishes))


def _circle_columns() -> dict[str, str]:
    return {"group": _("Group"), "asked_at": _("Asked"), "answer": _("Your answer"), "ended_at": _("Until")}


def _circles(seat: Seat) -> list[Row]:
    rows = list(seat.glance(CirclePlace).filter(member_id=seat.me).select_related("membership").order_by("asked_at"))
    titles = dict(
        seat.glance(Group).filter(pk__in={row.membership.group_id for row in rows}).values_list("id", "title")
    )
    return [
        {
            "group": titles.get(row.membership.group_id, _("a group that you left")),
            "asked_at": row.asked_at,
            "answer": str(CirclePlace.Answer(row.answer).label) if row.answer else "",
            "ended_at": row.ended_at,
        }
        for row in rows
    ]


def _show_columns() -> dict[str, str]:
    return {"called": _("What it is called there"), "level": _("What they see"), "from": _("From"), "until": _("Until")}


def _shows(seat: Seat) -> list[Row]:
    rows = seat.glance(CircleShow).filter(member_id=seat.me).order_by("at", "id")
    return [
        {"called": row.called or "", "level": str(Level(row.level).label), "from": row.from_day, "until": row.until_day}
        for row in rows
    ]


def _shared_columns() -> dict[str, str]:
    return {"kind": _("What it is"), "day": _("Day"), "words": _("Your words"), "at": _("Shown"), "until": _("Until"),
            "ended_at": _("Ended")}  # fmt: skip


def _shared(seat: Seat) -> list[Row]:
    rows = seat.glance(Shared).filter(member_id=seat.me).order_by("at", "id")
    return [
        {
            "kind": str(Kind(row.kind).label),
            "words": row.words or "",
            **{name: getattr(row, name) for name in ("day", "at", "until", "ended_at")},
        }
        for row in rows
    ]


def _word_columns() -> dict[str, str]:
    return {"what": _("For whom"), "words": _("Your words"), "at": _("Written")}


def _words(seat: Seat) -> list[Row]:
    names = {"told": _("A group"), "words": _("A circle"), "note": _("Somebody who was away")}
    found = seat.read(_Word, "SELECT * FROM plans_my_words()")
    return [{"what": names[one.what], "words": _opened(seat, one), "at": one.at} for one in found]


def _opened(seat: Seat, one: _Word) -> str:
    if one.what == "told":
        return one.plain
    if one.what == "words":
        row = CircleWords(id=one.id, member_id=seat.me, words=Sealed(one.words) if one.words else None)
        return said(one.plain, row.words)
    return ReturnNote(id=one.id, author_id=seat.me, words=Sealed(one.words or b"")).words or ""


def _wish_columns() -> dict[str, str]:
    return {"days": _("After how many days"), "since": _("From"), "seen_on": _("Last here"), "ended_at": _("Until")}


def _wishes(seat: Seat) -> list[Row]:
    rows = seat.glance(GentleReturn).filter(member_id=seat.me).order_by("since")
    return [{name: getattr(row, name) for name in _wish_columns()} for row in rows]


def _reported_columns() -> dict[str, str]:
    return {"at": _("When"), "words": _("The words that went along")}


def _reported(seat: Seat) -> list[Row]:
    rows = seat.glance(Reported).filter(member_id=seat.me).order_by("at")
    return [{"at": row.at, "words": row.words or ""} for row in rows]


def _closure_columns() -> dict[str, str]:
    return {"at": _("From"), "ended_at": _("Until")}


def _closures(seat: Seat) -> list[Row]:
    rows = seat.glance(Closure).filter(member_id=seat.me).order_by("at")
    return [{"at": row.at, "ended_at": row.ended_at} for row in rows]
