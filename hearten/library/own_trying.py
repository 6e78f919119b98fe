"""What trying a card gives to a member's copy, how it is forgotten, and how long it is kept."""

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.seat import Seat
from hearten.library.models import CheckBack, Trying
from hearten.library.models.trying import Ended, Said
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = ("library_trying.member_id", "library_checkback.member_id")


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("trying", lambda: _("What you tried"), _columns, _tryings))
    export(Exported("check_backs", lambda: _("What you were asked about it later"), _check_columns, _checks))
    erase_with(Erasure("trying", _forget, COVERS))
    keep(Kept("trying", lambda: _("What people tried"), lambda: _("1 year after it ended"), "library_keep_tryings"))


def _columns() -> dict[str, str]:
    return {
        "group": _("Group"),
        "title": _("What"),
        "words": _("Your words"),
        "begun_at": _("From"),
        "ended_at": _("Until"),
        "how": _("How it ended"),
    }


def _tryings(seat: Seat) -> list[Row]:
    rows = list(seat.glance(Trying).filter(member_id=seat.me).order_by("begun_at", "id"))
    titles = dict(seat.glance(Group).filter(pk__in={one.group_id for one in rows}).values_list("id", "title"))
    return [
        {
            "group": titles.get(one.group_id, _("a group that you left")),
            "title": one.title or "",
            "words": one.words or "",
            "begun_at": one.begun_at,
            "ended_at": one.ended_at,
            "how": str(Ended(one.how).label) if one.how else "",
        }
        for one in rows
    ]


def _check_columns() -> dict[str, str]:
    return {
        "title": _("What"),
        "days": _("After how many days"),
        "due_at": _("Planned for"),
        "told_at": _("Asked"),
        "answered_at": _("Answered"),
        "answer": _("Your answer"),
        "dropped_at": _("Not asked any more since"),
    }


def _checks(seat: Seat) -> list[Row]:
    rows = seat.glance(CheckBack).filter(member_id=seat.me).select_related("trying").order_by("due_at", "id")
    plain = ("days", "due_at", "told_at", "answered_at", "dropped_at")
    return [
        {
            "title": one.trying.title or "",
            "answer": str(Said(one.answer).label) if one.answer else "",
            **{name: getattr(one, name) for name in plain},
        }
        for one in rows
    ]


def _forget(seat: Seat, how: str) -> None:
    """Remove all of it, with "kept" as well: it was never anybody else's to read."""
    seat.glance(CheckBack).filter(member_id=seat.me).delete()
    seat.glance(Trying).filter(member_id=seat.me).delete()
