"""What a quiet room gives to a member's copy, and how long it is kept that somebody sits there.

Nothing here points at a member. Who leaves a group or signs out sits in no room any more (sql/triggers.sql).
"""

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Exported, Row, export
from hearten.quiet.reading import my_rooms


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("quiet_rooms", lambda: _("Quiet rooms that you sit in now"), _columns, _sitting))
    keep(
        Kept(
            "sittings",
            lambda: _("Who sits in a quiet room"),
            lambda: _("until they leave; where their time ran out, that night"),
            "quiet_keep_sittings",
        )
    )


def _columns() -> dict[str, str]:
    return {"group": _("Group"), "began_at": _("Since"), "until": _("Until")}


def _sitting(seat: Seat) -> list[Row]:
    return [
        {"group": room.place.title, "began_at": mine.began_at, "until": mine.until}
        for room in my_rooms(seat)
        if (mine := room.mine)
    ]
