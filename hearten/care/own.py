"""What the care slice gives to a member's copy, how it forgets a member, and how long it keeps things."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.care import reading_routine, reading_visits
from hearten.care.choices import WEEKDAYS, LineKind
from hearten.care.forms_visits import PARTS
from hearten.care.models import Closure, Invite, Look, Practice, Reported, Suggestion, Turn, Willing
from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export

COVERS = (
    "care_routine.member_id", "care_times.member_id", "care_mark.member_id", "care_effect.member_id",
    "care_appointment.member_id", "care_line.member_id", "care_invite.member_id", "care_invite.guest_id",
    "care_look.member_id", "care_suggestion.member_id", "care_suggestion.author_id", "care_statement.member_id",
    "care_willing.member_id", "care_closure.member_id", "care_practice.asker_id", "care_practice.asked_id",
    "care_answer.member_id", "care_ending.member_id", "care_turn.author_id", "care_reported.member_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("routine", lambda: _("Your routine"), _routine_columns, _routine))
    export(Exported("routine_marks", lambda: _("What you said of times"), _mark_columns, _marks))
    export(Exported("effects", lambda: _("Your diary of effects"), _effect_columns, _effects))
    export(Exported("appointments", lambda: _("What you prepared for appointments"), _visit_columns, _visits))
    export(Exported("invites", lambda: _("Whom you let look, and when they did"), _invite_columns, _invites))
    export(Exported("suggestions", lambda: _("What you suggested to others"), _said_columns, _suggestions))
    export(Exported("statements", lambda: _("What you want to say"), _statement_columns, _statements))
    export(Exported("practice_turns", lambda: _("What you wrote while practising"), _said_columns, _turns))
    export(Exported("practices", lambda: _("When you practised"), _practice_columns, _practices))
    export(Exported("practice_spans", lambda: _("When you could be asked to practise"), _span_columns, _spans))
    export(Exported("practice_reports", lambda: _("Practices you reported"), _said_columns, _reports))
    erase_with(Erasure("care", _forget, COVERS))
    keep(Kept("practices", lambda: _("Practices between two people"), lambda: _("7 days"), "care_keep_practices"))
    keep(Kept("invites", lambda: _("Invites to look at a preparation"), lambda: _("90 days"), "care_keep_invites"))
    keep(
        Kept(
            "willing", lambda: _("When somebody could be asked to practise"), lambda: _("30 days"), "care_keep_willing"
        )
    )


def _routine_columns() -> dict[str, str]:
    return {"name": _("Name"), "food": _("Food"), "notes": _("Your notes"), "refill_on": _("More is needed on"),
            "begun_at": _("Begun"), "ended_at": _("Ended"), "times": _("Times")}  # fmt: skip


def _routine(seat: Seat) -> list[Row]:
    names = {number: str(name) for number, name in WEEKDAYS}
    return [
        {
            "name": kept.name,
            "food": kept.food_text,
            "notes": kept.notes,
            "refill_on": kept.refill_on,
            "begun_at": kept.made_at,
            "ended_at": kept.ended_at,
            "times": [
                f"{one.from_at.isoformat()}: {', '.join(at.strftime('%H:%M') for at in one.at)} "
                f"{', '.join(names[day] for day in one.days)}".strip()
                for one in kept.holds
            ],
        }
        for kept in reading_routine.mine(seat)
    ]


def _mark_columns() -> dict[str, str]:
    return {"name": _("Name"), "day": _("Day"), "at": _("Time"), "how": _("What you said"), "reason": _("Your reason")}


def _marks(seat: Seat) -> list[Row]:
    return [
        {"name": kept.name, "day": one.day, "at": f"{one.at:%H:%M}", "how": one.how_text, "reason": one.reason}
        for kept in reading_routine.mine(seat)
        for one in kept.said
    ]


def _effect_columns() -> dict[str, str]:
    return {"on": _("Day"), "feelings": _("Feelings"), "words": _("Your words")}


def _effects(seat: Seat) -> list[Row]:
    return [{"on": one.on, "feelings": one.feeling_texts, "words": one.words} for one in reading_routine.diary(seat)]


def _visit_columns() -> dict[str, str]:
    lines = {"questions": _("Your questions"), "effects": _("From your diary"), "brought": _("What you took along")}
    parts = {name: str(label) for name, label, _hint in PARTS}
    after = {"decided": _("What was decided"), "next": _("Your next step")}
    return {"on": _("Day"), "with": _("With"), **parts, **lines, **after}


def _visits(seat: Seat) -> list[Row]:
    kept = [reading_visits.one(seat, one.id) for one in reading_visits.mine(seat)]
    names = ["with", *(name for name, _label, _hint in PARTS)]
    return [
        {
            "on": one.on,
            **{name: one.parts.get(name, "") for name in names},
            "questions": [line.text for line in one.questions],
            "effects": [line.text for line in one.of(LineKind.EFFECT)],
            "brought": [line.text for line in one.of(LineKind.BROUGHT)],
            **{name: one.after.get(name, "") for name in ("decided", "next")},
        }
        for one in kept
    ]


def _invite_columns() -> dict[str, str]:
    return {"at": _("When"), "until": _("Until"), "ended_at": _("Ended"), "looked": _("When they looked")}


def _invites(seat: Seat) -> list[Row]:
    looks: dict[Any, list[str]] = {}
    for look in seat.glance(Look).filter(member_id=seat.me).order_by("at"):
        looks.setdefault(look.invite_id, []).append(look.at.isoformat())
    rows = seat.glance(Invite).filter(member_id=seat.me).order_by("made_at")
    return [
        {"at": one.made_at, "until": one.ends_at, "ended_at": one.ended_at, "looked": looks.get(one.id, [])}
        for one in rows
    ]


def _said_columns() -> dict[str, str]:
    return {"at": _("When"), "words": _("Your words")}


def _suggestions(seat: Seat) -> list[Row]:
    rows = seat.glance(Suggestion).filter(author_id=seat.me).order_by("at")
    return [{"at": one.at, "words": one.words or ""} for one in rows]


def _statement_columns() -> dict[str, str]:
    return {"situation": _("Situation"), "statement": _("What you want to say"), "follow_up": _("If it is not heard")}


def _statements(seat: Seat) -> list[Row]:
    return [
        {"situation": one.situation, "statement": one.statement, "follow_up": one.follow_up}
        for one in reading_visits.statements(seat)
    ]


def _turns(seat: Seat) -> list[Row]:
    rows = seat.glance(Turn).filter(author_id=seat.me).order_by("at")
    return [{"at": one.at, "words": one.body or ""} for one in rows]


def _practice_columns() -> dict[str, str]:
    return {"at": _("When"), "what": _("What"), "with": _("With"), "you_asked": _("You asked")}


def _practices(seat: Seat) -> list[Row]:
    rows = seat.glance(Practice).order_by("made_at")
    return [
        {
            "at": one.made_at,
            "what": one.get_situation_display(),
            "with": _("somebody"),
            "you_asked": one.asker_id == seat.me,
        }
        for one in rows
    ]


def _span_columns() -> dict[str, str]:
    return {"since": _("From"), "ended_at": _("Until"), "closed": _("Closed by the team")}


def _spans(seat: Seat) -> list[Row]:
    open_to = seat.glance(Willing).filter(member_id=seat.me).order_by("since")
    closed = seat.glance(Closure).filter(member_id=seat.me).order_by("at")
    return [
        *({"since": one.since, "ended_at": one.ended_at, "closed": False} for one in open_to),
        *({"since": one.at, "ended_at": one.ended_at, "closed": True} for one in closed),
    ]


def _reports(seat: Seat) -> list[Row]:
    rows = seat.glance(Reported).filter(member_id=seat.me).order_by("at")
    return [{"at": one.at, "words": one.words or ""} for one in rows]


def _forget(seat: Seat, how: str) -> None:
    """Remove all of it, with "kept" as well: it was never a group's to read."""
    seat.read(_Gone, "SELECT care_forget_me()")
