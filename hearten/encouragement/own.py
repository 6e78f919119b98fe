"""What cards give to their writer's copy, how they forget a member, and how long what was taken down is kept."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.encouragement import reading
from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = ("encouragement_writer.member_id",)


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("encouragement", lambda: _("Cards of encouragement that you wrote"), _columns, _cards))
    erase_with(Erasure("encouragement", _forget, COVERS))
    keep(
        Kept(
            "warm_cards",
            lambda: _("Cards of encouragement that were taken down"),
            lambda: _("30 days"),
            "encouragement_keep_removed",
        )
    )


def _columns() -> dict[str, str]:
    return {
        "group": _("Group"), "words": _("Your words"), "hidden": _("Your name is hidden"), "made_at": _("Written"),
        "changed_at": _("Changed"), "removed_at": _("Taken down"),
    }  # fmt: skip


def _cards(seat: Seat) -> list[Row]:
    return [
        {
            "group": card.group or _("a group that you left"),
            "words": card.words,
            "hidden": _("yes") if card.row.membership_id is None else "",
            **{name: getattr(card.row, name) for name in ("made_at", "changed_at", "removed_at")},
        }
        for card in reading.mine(seat)
    ]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT encouragement_forget_me(%s)", how)
