"""What the directory gives to a member's copy, how it forgets a member, and how long it keeps what people said."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.seat import Seat
from hearten.members import rights
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row
from hearten.resources.models import ListingNote, ListingReport
from hearten.resources.reading import my_reports

COVERS = ("resources_listingreport.member_id", "resources_noteowner.member_id", "resources_keeping.member_id")


class _Gone(NamedTuple):
    gone: Any


class _Kept(NamedTuple):
    what: str
    service: str
    words: str
    at: datetime


class _Note(NamedTuple):
    group_id: UUID
    service: str
    named: bool
    weeks: int | None
    respect: str
    cost: str
    cost_words: str
    body: str
    on_month: date | None
    made_at: datetime


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    rights.export(Exported("service_notes", lambda: _("How services were for you"), _note_columns, _notes))
    rights.export(Exported("service_reports", lambda: _("What you reported about services"), _report_columns, _reports))
    rights.export(Exported("service_checks", lambda: _("What you found out about services"), _kept_columns, _kept))
    rights.erase_with(Erasure("resources", _forget, COVERS))
    keep(
        Kept(
            "listing_reports",
            lambda: _("Reports on services"),
            lambda: _("1 year"),
            "resources_keep_reports",
        )
    )
    keep(
        Kept(
            "listing_notes",
            lambda: _("How services were for people"),
            lambda: _("3 years, or what the group chose"),
            "resources_keep_notes",
        )
    )


def _note_columns() -> dict[str, str]:
    return {
        "group": _("Group"),
        "service": _("Service"),
        "named": _("With your name"),
        "weeks": _("Weeks waited"),
        "respect": _("Treated with respect"),
        "cost": _("Cost more than they said"),
        "cost_words": _("About the cost"),
        "body": _("Your words"),
        "on_month": _("When it was"),
        "made_at": _("Written"),
    }


def _notes(seat: Seat) -> list[Row]:
    found = seat.read(_Note, "SELECT * FROM resources_my_notes()")
    titles = dict(seat.glance(Group).filter(pk__in={one.group_id for one in found}).values_list("id", "title"))
    plain = ("service", "named", "weeks", "cost_words", "body", "on_month", "made_at")
    return [
        {
            "group": titles.get(one.group_id, _("a group that you left")),
            "respect": str(ListingNote.Respect(one.respect).label) if one.respect else "",
            "cost": str(ListingNote.Cost(one.cost).label) if one.cost else "",
            **{name: getattr(one, name) for name in plain},
        }
        for one in found
    ]


def _report_columns() -> dict[str, str]:
    return {
        "service": _("Service"),
        "kind": _("What you said"),
        "field": _("What is wrong"),
        "weeks": _("Weeks of waiting"),
        "words": _("Your words"),
        "made_at": _("Sent"),
        "answer": _("What you were answered"),
    }


def _reports(seat: Seat) -> list[Row]:
    mine = seat.glance(ListingReport).defer("member").filter(pk__in=my_reports(seat)).order_by("made_at")
    return [
        {
            "service": one.listing.name,
            "kind": str(ListingReport.Kind(one.kind).label),
            "field": str(ListingReport.Field(one.field).label) if one.field else "",
            "weeks": one.weeks,
            "words": one.words,
            "made_at": one.made_at,
            "answer": one.answer.words if hasattr(one, "answer") else "",
        }
        for one in mine.select_related("listing", "answer")
    ]


def _kept_columns() -> dict[str, str]:
    return {"what": _("What it is"), "service": _("Service"), "words": _("Your words"), "at": _("Written")}


def _kept(seat: Seat) -> list[Row]:
    named = {"check": _("A check"), "closing": _("That it is closed"), "answer": _("An answer to a report")}
    found = seat.read(_Kept, "SELECT * FROM resources_my_keeping()")
    return [one._asdict() | {"what": named[one.what]} for one in found]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT resources_forget_me(%s)", how)
