"""What members told beside guides, in their copy; how they are forgotten there, and how long it is kept."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.seat import Seat
from hearten.library.models.guides import NoteKind
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = ("library_guidenoteowner.member_id",)


class _Told(NamedTuple):
    """One note of the member's own."""

    group_id: UUID
    guide: str
    kind: str
    weeks: int | None
    region: str
    body: str
    masked: bool
    made_at: datetime
    withdrawn_at: datetime | None


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("guide_notes", lambda: _("What you told beside guides"), _columns, _notes))
    erase_with(Erasure("library_guides", _forget, COVERS))
    keep(
        Kept(
            "guide_notes",
            lambda: _("What people told beside guides, in groups that erase what is older"),
            lambda: _("what the group chose"),
            "library_keep_guide_notes",
        )
    )


def _columns() -> dict[str, str]:
    return {
        "group": _("Group"),
        "guide": _("Guide"),
        "kind": _("What it is"),
        "weeks": _("Weeks"),
        "region": _("Region"),
        "body": _("Your words"),
        "masked": _("With your name hidden"),
        "made_at": _("Written"),
        "withdrawn_at": _("Taken back"),
    }


def _notes(seat: Seat) -> list[Row]:
    found = seat.read(_Told, "SELECT * FROM library_my_guide_notes()")
    titles = dict(seat.glance(Group).filter(pk__in={one.group_id for one in found}).values_list("id", "title"))
    return [
        {
            **{name: getattr(one, name) for name in _columns() if name not in ("group", "kind")},
            "group": titles.get(one.group_id, _("a group that you left")),
            "kind": str(NoteKind(one.kind).label),
        }
        for one in found
    ]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT library_forget_my_guides(%s)", how)
