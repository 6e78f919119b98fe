"""What a summary gives to a member's copy, and how it is forgotten: the remembered ticks. Nothing else is kept."""

import json

from django.utils.translation import gettext as _

from hearten.handover.models import Ticks
from hearten.handover.sources import parts_of
from hearten.kernel.seat import Seat
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = ("handover_ticks.member_id",)


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("summary_ticks", lambda: _("What you tick for a summary"), _columns, _ticks))
    erase_with(Erasure("handover", _forget, COVERS))


def _columns() -> dict[str, str]:
    return {"box": _("Box"), "title": _("What it is"), "changed_at": _("Changed")}


def _ticks(seat: Seat) -> list[Row]:
    kept = seat.glance(Ticks).filter(member_id=seat.me).first()
    if kept is None:
        return []
    titles = {offer.key: offer.title for part in parts_of(seat) for offer in part.offers}
    return [
        {"box": key, "title": titles.get(key, ""), "changed_at": kept.changed_at}
        for key in json.loads(kept.keys or "[]")
    ]


def _forget(seat: Seat, how: str) -> None:
    seat.glance(Ticks).filter(member_id=seat.me).delete()
