"""What is kept for hard days in a member's copy, how it is forgotten, and how long it is kept."""

import json
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export
from hearten.wellness.models import Asking, Change, Hope, Look, Said, Setback, Version, WellnessPlan, What
from hearten.wellness.own_company import register_company
from hearten.wellness.parts import PLAN, QUESTIONS

COVERS = (
    "wellness_hope.member_id", "wellness_wellnessplan.member_id", "wellness_asking.member_id",
    "wellness_look.member_id",
    "wellness_setback.member_id", "wellness_change.member_id", "wellness_version.member_id", "wellness_peer.by_id",
    "wellness_peer.whom_id", "wellness_peeranswer.member_id", "wellness_room.member_id", "wellness_call.member_id",
    "wellness_asked.member_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("hope_shelf", lambda: _("Your hope shelf"), _shelf_columns, _shelf, _pictures))
    export(Exported("wellness_plan", lambda: _("Your wellness plan"), _plan_columns, _plan))
    export(Exported("signs", lambda: _("When you were asked about your signs"), _look_columns, _looks))
    export(Exported("signs_every", lambda: _("How often you wanted to be asked"), _asking_columns, _askings))
    export(Exported("setbacks", lambda: _("What you said after setbacks"), _setback_columns, _setbacks))
    export(Exported("other_versions", lambda: _("Versions that wait for you to choose"), _plan_columns, _versions))
    export(
        Exported("device_changes", lambda: _("What came from a device without a network"), _change_columns, _changes)
    )
    register_company()
    erase_with(Erasure("wellness", _forget, COVERS))
    keep(Kept("sign_looks", lambda: _("Questions about signs"), lambda: _("1 year"), "wellness_keep_looks"))
    keep(Kept("company_calls", lambda: _("When you asked for company"), lambda: _("30 days"), "wellness_keep_calls"))
    keep(
        Kept(
            "company_peers",
            lambda: _("People named for company"),
            lambda: _("90 days after it ended"),
            "wellness_keep_peers",
        )
    )
    keep(
        Kept(
            "company_room",
            lambda: _("When somebody had room"),
            lambda: _("30 days after it ended"),
            "wellness_keep_rooms",
        )
    )
    keep(
        Kept(
            "device_changes",
            lambda: _("Numbers of changes from devices"),
            lambda: _("90 days"),
            "wellness_keep_changes",
        )
    )


def _shelf_columns() -> dict[str, str]:
    return {"made_at": _("When"), "what": _("What"), "words": _("Words"), "given_by": _("From")}


def _shelf(seat: Seat) -> list[Row]:
    return [
        {
            "made_at": one.made_at,
            "what": str(What(one.what).label),
            "words": one.words or "",
            "given_by": one.given_by or "",
        }
        for one in seat.glance(Hope).filter(member_id=seat.me).defer("content").order_by("made_at", "id")
    ]


def _pictures(seat: Seat) -> dict[str, bytes]:
    found = seat.glance(Hope).filter(member_id=seat.me, what=What.PICTURE)
    return {f"hope-shelf/{one.id}.webp": bytes(one.content) for one in found if one.content is not None}


def _plan_columns() -> dict[str, str]:
    return {"part": _("Part"), "words": _("Your words"), "changed_at": _("Changed")}


def _plan(seat: Seat) -> list[Row]:
    titles = {name: str(label) for name, label, _hint in PLAN}
    return [
        {"part": titles.get(name, name), "words": words, "changed_at": plan.changed_at}
        for plan in seat.glance(WellnessPlan).filter(member_id=seat.me)
        for name, words in json.loads(plan.words or "{}").items()
        if words
    ]


def _versions(seat: Seat) -> list[Row]:
    found = seat.glance(Version).filter(member_id=seat.me).order_by("at", "id")
    return [{"part": one.part, "words": one.words or "", "changed_at": one.at} for one in found]


def _look_columns() -> dict[str, str]:
    return {"due_at": _("Planned for"), "told_at": _("Asked"), "answered_at": _("Answered"), "answer": _("Your answer")}


def _looks(seat: Seat) -> list[Row]:
    rows = seat.glance(Look).filter(member_id=seat.me).order_by("due_at")
    return [
        {
            "due_at": one.due_at,
            "told_at": one.told_at,
            "answered_at": one.answered_at,
            "answer": str(Said(one.answer).label) if one.answer else "",
        }
        for one in rows
    ]


def _asking_columns() -> dict[str, str]:
    return {"every": _("Every how many days"), "since": _("From"), "ended_at": _("Until")}


def _askings(seat: Seat) -> list[Row]:
    rows = seat.glance(Asking).filter(member_id=seat.me).order_by("since")
    return [{**row} for row in rows.values("every", "since", "ended_at")]


def _setback_columns() -> dict[str, str]:
    return {"made_at": _("When")} | {name: str(label) for name, label, _hint in QUESTIONS}


def _setbacks(seat: Seat) -> list[Row]:
    rows = seat.glance(Setback).filter(member_id=seat.me).order_by("made_at", "id")
    said = [(one.made_at, json.loads(one.words or "{}")) for one in rows]
    return [{"made_at": at} | {name: words.get(name, "") for name, _label, _hint in QUESTIONS} for at, words in said]


def _change_columns() -> dict[str, str]:
    return {"at": _("When"), "came": _("What became of it")}


def _changes(seat: Seat) -> list[Row]:
    words = {"done": _("kept"), "both": _("kept beside what was there"), "refused": _("not kept")}
    rows = seat.glance(Change).filter(member_id=seat.me).order_by("at")
    return [{"at": one.at, "came": words[one.came]} for one in rows]


def _forget(seat: Seat, how: str) -> None:
    """Remove all of it, with "kept" as well: it was never anybody else's to read. Others' shelves lose the name."""
    seat.glance(Look).filter(member_id=seat.me).delete()
    seat.glance(Asking).filter(member_id=seat.me).delete()
    seat.glance(WellnessPlan).filter(member_id=seat.me).delete()
    seat.glance(Hope).filter(member_id=seat.me).delete()
    seat.glance(Setback).filter(member_id=seat.me).delete()
    seat.glance(Change).filter(member_id=seat.me).delete()
    seat.glance(Version).filter(member_id=seat.me).delete()
    seat.read(_Gone, "SELECT wellness_forget_given(NULL)")
    seat.read(_Gone, "SELECT wellness_forget_company()")
