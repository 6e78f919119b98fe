"""What measures give to a member's copy, how a member is forgotten, and how long rows are kept."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.measures.models import Counted
from hearten.measures.reading import results_of
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = ("measures_sheet.member_id", "measures_counted.member_id")


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("measures", lambda: _("What you filled in"), _columns, _results))
    export(Exported("measure_answers", lambda: _("Your answers"), _answer_columns, _answers))
    export(Exported("measures_counted", lambda: _("Your numbers in counts"), _count_columns, _counted))
    erase_with(Erasure("measures", _forget, COVERS))
    keep(Kept("counts_looks", lambda: _("Who looked at counts"), lambda: _("2 years"), "measures_keep_looks"))


def _columns() -> dict[str, str]:
    return {
        "at": _("When"),
        "title": _("What"),
        "version": _("Version"),
        "dated": _("Version of"),
        "score": _("Result"),
        "of": _("Of"),
        "band": _("What its makers call it"),
        "words": _("In words"),
        "left_out": _("Left out"),
        "licence": _("Licence"),
    }


def _results(seat: Seat) -> list[Row]:
    return [
        {
            "at": one.at,
            "title": one.title,
            "version": one.version,
            "dated": one.dated.isoformat(),
            "score": "" if one.score is None else str(one.score),
            "of": f"{one.least} – {one.most}",
            "band": one.band,
            "words": one.words,
            "left_out": one.left_out,
            "licence": one.licence,
        }
        for one in results_of(seat)
    ]


def _answer_columns() -> dict[str, str]:
    return {"at": _("When"), "title": _("What"), "question": _("Question"), "answer": _("Your answer")}


def _answers(seat: Seat) -> list[Row]:
    return [
        {"at": one.at, "title": one.title, "question": item.text, "answer": item.answer}
        for one in results_of(seat)
        for item in one.items
    ]


def _count_columns() -> dict[str, str]:
    return {"at": _("When"), "key": _("What"), "version": _("Version"), "score": _("Result")}


def _counted(seat: Seat) -> list[Row]:
    rows = seat.glance(Counted).filter(member_id=seat.me).order_by("at", "id")
    return [
        {"at": one.at, "key": one.key, "version": one.version, "score": "" if one.score is None else str(one.score)}
        for one in rows
    ]


def _forget(seat: Seat, how: str) -> None:
    """Remove all of it, with "kept" as well: it was never anybody else's to read."""
    seat.read(_Gone, "SELECT measures_forget_me()::text")
