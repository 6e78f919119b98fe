"""What safety gives to a member's copy, how it forgets a member, and how long it keeps things."""

import json
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export
from hearten.safety.actions.writing import my_check_ins
from hearten.safety.duty_forms import WEIGHTS
from hearten.safety.forms import ANSWERS, PLAN
from hearten.safety.models import CheckIn, ConcernNote, CoursePass, NotAboutMe, SafetyPlan, Shift, Spell
from hearten.safety.models.cover import Part

COVERS = (
    "safety_reading.member_id", "safety_notaboutme.member_id", "safety_safetyplan.member_id",
    "safety_checkin.member_id", "safety_alert.member_id", "safety_concernnote.member_id", "safety_spell.member_id",
    "safety_coursepass.member_id", "safety_shift.member_id", "safety_concern.member_id", "safety_concern.owner_id",
    "safety_disclosure.asked_by_id", "safety_disclosure.member_id", "safety_disclosure.agreed_by_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


class _Note(NamedTuple):
    id: UUID
    kind: str
    words: bytes
    at: datetime


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("safety_plan", lambda: _("Your safety plan"), _plan_columns, _plan))
    export(Exported("not_about_me", lambda: _("When you said that it was not about you"), _when, _not_about_me))
    export(Exported("check_ins", lambda: _("When you were asked how it is now"), _check_columns, _check_ins))
    export(Exported("shifts", lambda: _("When you were on call"), _shift_columns, _shifts))
    export(Exported("spells", lambda: _("What you said about your work here"), _spell_columns, _spells))
    export(Exported("notes", lambda: _("Notes you wrote for whoever looks next"), _note_columns, _notes))
    export(Exported("course", lambda: _("When you went through the course"), _when, _course))
    erase_with(Erasure("safety", _forget, COVERS))
    keep(Kept("concerns", lambda: _("Concerns that are closed"), lambda: _("90 days"), "safety_keep_concerns"))
    keep(Kept("safety_log", lambda: _("The log of concerns"), lambda: _("2 years"), "safety_keep_log"))


def _plan_columns() -> dict[str, str]:
    return {"part": _("Part"), "words": _("Your words"), "changed_at": _("Changed")}


def _plan(seat: Seat) -> list[Row]:
    titles = {name: str(title) for name, title, _hint in PLAN}
    return [
        {"part": titles.get(name, name), "words": words, "changed_at": plan.changed_at}
        for plan in seat.glance(SafetyPlan).filter(member_id=seat.me)
        for name, words in json.loads(plan.words or "{}").items()
        if words
    ]


def _when() -> dict[str, str]:
    return {"at": _("When")}


def _not_about_me(seat: Seat) -> list[Row]:
    return [{**row} for row in seat.glance(NotAboutMe).filter(member_id=seat.me).order_by("at").values("at")]


def _check_columns() -> dict[str, str]:
    return {"at": _("When"), "answer": _("Your answer"), "answered_at": _("Answered")}


def _check_ins(seat: Seat) -> list[Row]:
    answers = {name: str(words) for name, words in ANSWERS}
    rows = seat.glance(CheckIn).filter(pk__in=my_check_ins(seat)).order_by("at")
    found = rows.values("at", "answer", "answered_at")
    return [{**row, "answer": answers.get(row["answer"], "")} for row in found]


def _shift_columns() -> dict[str, str]:
    return {"part": _("What"), "starts_at": _("From"), "ends_at": _("Until"), "ended_at": _("Ended earlier")}


def _shifts(seat: Seat) -> list[Row]:
    rows = seat.glance(Shift).filter(member_id=seat.me).order_by("starts_at")
    found = rows.values("part", "starts_at", "ends_at", "ended_at")
    return [{**row, "part": str(Part(row["part"]).label)} for row in found]


def _spell_columns() -> dict[str, str]:
    return {
        "at": _("When"),
        "what": _("What"),
        "until": _("Until"),
        "weight": _("How it was for you"),
        "words": _("Your words"),
    }


def _spells(seat: Seat) -> list[Row]:
    weights = {name: str(words) for name, words in WEIGHTS}
    return [
        {
            "at": one.at,
            "what": str(Spell.What(one.what).label),
            "until": one.until,
            "weight": weights.get(one.answers.get("weight"), ""),
            "words": one.words or "",
        }
        for one in seat.glance(Spell).filter(member_id=seat.me).order_by("at")
    ]


def _note_columns() -> dict[str, str]:
    return {"at": _("When"), "words": _("Your words")}


def _notes(seat: Seat) -> list[Row]:
    """Return all of one's own notes, about concerns that one no longer sees as well; not about whom they are."""
    kept = seat.read(_Note, "SELECT * FROM safety_my_notes()")
    rows = [ConcernNote(id=one.id, member_id=seat.me, words=Sealed(one.words), at=one.at) for one in kept]
    return [{"at": row.at, "words": row.words or ""} for row in rows]


def _course(seat: Seat) -> list[Row]:
    return [{**row} for row in seat.glance(CoursePass).filter(member_id=seat.me).order_by("at").values("at")]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT safety_forget_me()")
