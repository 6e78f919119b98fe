"""What pictures give to a member's copy, and how they forget a member."""

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.seat import Seat
from hearten.members.rights import Erasure, Exported, Row, erase_with, export
from hearten.pictures.actions import take_all_away
from hearten.pictures.export import exported

COVERS = ("pictures_picture.member_id",)


def take_part() -> None:
    """Register both; called when the app is made ready."""
    export(Exported("pictures", lambda: _("Pictures that you sent"), _columns, _rows, _files))
    erase_with(Erasure("pictures", _forget, COVERS))


def _columns() -> dict[str, str]:
    return {
        "made_at": _("Sent"),
        "group": _("Group"),
        "alt": _("What you said is in it"),
        "file": _("File in this copy"),
    }


def _rows(seat: Seat) -> list[Row]:
    found = [(one.group_id, one.made_at, one.alt, one.name if one.content else "") for one in exported(seat)]
    titles = dict(seat.glance(Group).filter(pk__in={group for group, *_rest in found}).values_list("id", "title"))
    return [
        {"made_at": at, "group": titles.get(group, _("a group that you left")), "alt": alt, "file": name}
        for group, at, alt, name in found
    ]


def _files(seat: Seat) -> dict[str, bytes]:
    return {one.name: one.content for one in exported(seat) if one.content}


def _forget(seat: Seat, how: str) -> None:
    """Take every picture away, whatever was chosen for words: a picture is of somebody, or of their rooms."""
    take_all_away(seat)
