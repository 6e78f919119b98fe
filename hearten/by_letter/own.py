"""What answering by letter gives to a member's copy, how it forgets a member, and how long things are kept."""

from typing import Any

from django.utils.translation import gettext as _

from hearten.by_letter.models import Letter, Wanted, WayBack
from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

MINE: tuple[Any, ...] = (Letter, WayBack, Wanted)
COVERS = ("by_letter_letter.member_id", "by_letter_wayback.member_id", "by_letter_wanted.member_id")


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("by_letter", lambda: _("Since when you answer by letter"), _wish_columns, _wishes))
    export(Exported("letters_in", lambda: _("Answers that you wrote by letter"), _columns, _letters))
    export(Exported("letters_out", lambda: _("Letters that you can answer"), _way_columns, _ways))
    erase_with(Erasure("by_letter", _forget, COVERS))
    keep(Kept("letters_in", lambda: _("Answers that came by letter"), lambda: _("30 days"), "by_letter_keep"))
    ways = Kept("letters_out", lambda: _("Ways back of letters that went out"), lambda: _("30 days"), _WAYS)
    keep(ways)


_WAYS = "by_letter_keep_ways"


def _wish_columns() -> dict[str, str]:
    return {"since": _("Since")}


def _wishes(seat: Seat) -> list[Row]:
    return [{"since": one.since} for one in seat.glance(Wanted).filter(member_id=seat.me)]


def _columns() -> dict[str, str]:
    return {
        "came_at": _("When"), "words": _("Your words, while they wait"), "files": _("Files that were not taken"),
        "how": _("What became of it"), "done_at": _("When that was"),
    }  # fmt: skip


def _letters(seat: Seat) -> list[Row]:
    said = {Letter.How.POSTED: _("Posted"), Letter.How.GONE: _("Let go")}
    return [
        {
            "came_at": one.came_at,
            "words": one.words or "",
            "files": one.files,
            "how": said[Letter.How(one.how)] if one.how else _("It waits"),
            "done_at": one.done_at,
        }
        for one in seat.glance(Letter).filter(member_id=seat.me).order_by("came_at")
    ]


def _way_columns() -> dict[str, str]:
    return {"made_at": _("Sent"), "bounced_at": _("It came back")}


def _ways(seat: Seat) -> list[Row]:
    mine = seat.glance(WayBack).filter(member_id=seat.me).order_by("made_at")
    return [{"made_at": one.made_at, "bounced_at": one.bounced_at} for one in mine]


def _forget(seat: Seat, how: str) -> None:
    for model in MINE:
        model.objects.filter(member_id=seat.me).delete()
