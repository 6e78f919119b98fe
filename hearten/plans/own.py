"""What plans give to a member's copy, how a member is forgotten there, and how long things are kept."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export
from hearten.plans import own_shown
from hearten.plans.days.entries import entries
from hearten.plans.doing.reading import held
from hearten.plans.models import (
    Count,
    Mark,
    Milestone,
    Rest,
)
from hearten.plans.models.milestones import Counts
from hearten.plans.saying import often_text

_OF = (
    "commitment cadence rest mark milestone count entry prompt circleplace circleshow circlewords circlewordsyes shared"
)
COVERS = (
    *(f"plans_{table}.member_id" for table in _OF.split()),
    "plans_circleplace.asked_by_id", "plans_circlenote.author_id", "plans_circlenote.to_id", "plans_shared.to_id",
    "plans_gentlereturn.member_id", "plans_gentlereturn.to_id",
    "plans_returnnote.member_id", "plans_returnnote.author_id",
    "plans_reported.member_id", "plans_reported.author_id", "plans_closure.member_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("plan", lambda: _("What you would like to do"), _plan_columns, _plan))
    export(Exported("plan_days", lambda: _("Days of your plan"), _mark_columns, _marks))
    export(Exported("plan_rests", lambda: _("Pauses and ends in your plan"), _rest_columns, _rests))
    export(Exported("milestones", lambda: _("What you count"), _milestone_columns, _milestones))
    export(Exported("counted", lambda: _("What you counted, and setbacks beside it"), _count_columns, _counts))
    export(Exported("days", lambda: _("Your days"), _entry_columns, _entries))
    own_shown.take_part()
    erase_with(Erasure("plans", _forget, COVERS))
    _kept()


def _kept() -> None:
    keep(Kept("circles", lambda: _("Circles that ended"), lambda: _("60 days"), "plans_keep_circles"))
    keep(Kept("circle_notes", lambda: _("Words said in circles"), lambda: _("90 days"), "plans_keep_circle_notes"))
    keep(Kept("shown", lambda: _("What was shown to somebody"), lambda: _("until its day"), "plans_keep_shares"))
    keep(Kept("told", lambda: _("What was told of somebody's days"), lambda: _("until its day"), "plans_keep_told"))
    keep(
        Kept(
            "shown_reported", lambda: _("Reported words of people's days"), lambda: _("30 days"), "plans_keep_reported"
        )
    )
    keep(Kept("return_notes", lambda: _("Notes for who was away"), lambda: _("90 days"), "plans_keep_return_notes"))


def _plan_columns() -> dict[str, str]:
    return {"words": _("What"), "why": _("Why"), "from": _("From"), "often": _("How often, and from when")}


def _plan(seat: Seat) -> list[Row]:
    return [
        {
            "words": one.words,
            "why": one.row.why or "",
            "from": one.row.from_day,
            "often": [f"{rhythm.from_day.isoformat()}: {often_text(rhythm)}" for rhythm in one.rhythms],
        }
        for one in held(seat)
    ]


def _mark_columns() -> dict[str, str]:
    return {"words": _("What"), "day": _("Day"), "state": _("What you said")}


def _marks(seat: Seat) -> list[Row]:
    rows = seat.glance(Mark).filter(member_id=seat.me).select_related("commitment").order_by("day", "id")
    return [
        {"words": row.commitment.words or "", "day": row.day, "state": str(Mark.State(row.state).label)} for row in rows
    ]


def _rest_columns() -> dict[str, str]:
    return {"words": _("What"), "what": _("How"), "from": _("From"), "until": _("Until")}


def _rests(seat: Seat) -> list[Row]:
    rows = (
        seat.glance(Rest).filter(member_id=seat.me).select_related("commitment", "milestone").order_by("from_day", "id")
    )
    return [
        {
            "words": (row.commitment or row.milestone).words or "",  # type: ignore[union-attr]  # one of the two
            "what": str(Rest.What(row.what).label),
            "from": row.from_day,
            "until": row.until_day,
        }
        for row in rows
    ]


def _milestone_columns() -> dict[str, str]:
    return {"words": _("What"), "counts": _("How it counts"), "first_day": _("From")}


def _milestones(seat: Seat) -> list[Row]:
    rows = seat.glance(Milestone).filter(member_id=seat.me).order_by("at", "id")
    return [
        {"words": row.words or "", "counts": str(Counts(row.counts).label), "first_day": row.first_day} for row in rows
    ]


def _count_columns() -> dict[str, str]:
    return {"words": _("What"), "what": _("How"), "day": _("Day")}


def _counts(seat: Seat) -> list[Row]:
    rows = seat.glance(Count).filter(member_id=seat.me).select_related("milestone").order_by("day", "id")
    return [
        {"words": row.milestone.words or "", "what": str(Count.What(row.what).label), "day": row.day} for row in rows
    ]


def _entry_columns() -> dict[str, str]:
    return {
        "day": _("Day"),
        "kind": _("What it is"),
        "words": _("Your words"),
        "helped": _("What helped"),
        "who": _("Who helped"),
        "feeling": _("Feeling"),
        "energy": _("Energy"),
    }


def _entries(seat: Seat) -> list[Row]:
    return [
        {
            "day": one.day,
            "kind": one.title,
            "words": one.said.words,
            "helped": one.said.helped,
            "who": one.said.who,
            "feeling": one.feeling,
            "energy": one.energy,
        }
        for one in reversed(entries(seat))
    ]


def _forget(seat: Seat, how: str) -> None:
    """Remove all of it, with "kept" as well: what was told to a group had its own end."""
    seat.read(_Gone, "SELECT plans_forget_me()::text")
