"""What company gives to a member's copy: whom they named, who named them, when they had room, and when they asked."""

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members.rights import Exported, Row, export
from hearten.wellness.models import Asked, Call, Peer, PeerAnswer, Room


def register_company() -> None:
    """Register all of it."""
    export(Exported("company_people", lambda: _("People you named for company"), _peer_columns, _peers))
    export(Exported("company_named", lambda: _("When you were named for company"), _answer_columns, _named))
    export(Exported("company_room", lambda: _("When you had room for company"), _room_columns, _rooms))
    export(Exported("company_calls", lambda: _("When you asked for company"), _call_columns, _calls))
    export(Exported("company_asked", lambda: _("When you were asked for company"), _asked_columns, _asked))


def _peer_columns() -> dict[str, str]:
    return {"with": _("With"), "made_at": _("Asked"), "ended_at": _("Until")}


def _peers(seat: Seat) -> list[Row]:
    """Return whom one named. The other one is "somebody", as everywhere in a copy."""
    rows = seat.glance(Peer).filter(by_id=seat.me).order_by("made_at")
    return [{"with": _("somebody"), "made_at": one.made_at, "ended_at": one.ended_at} for one in rows]


def _answer_columns() -> dict[str, str]:
    return {"with": _("With"), "made_at": _("Asked"), "at": _("Answered"), "answer": _("Your answer")}


def _named(seat: Seat) -> list[Row]:
    answers = {one.peer_id: one for one in seat.glance(PeerAnswer).filter(member_id=seat.me)}
    words = {"agreed": _("yes"), "not_now": _("not now")}
    return [
        {
            "with": _("somebody"),
            "made_at": one.made_at,
            "at": answers[one.id].at if one.id in answers else None,
            "answer": words[answers[one.id].how] if one.id in answers else "",
        }
        for one in seat.glance(Peer).filter(whom_id=seat.me).order_by("made_at")
    ]


def _room_columns() -> dict[str, str]:
    return {"since": _("From"), "until": _("Meant until"), "ended_at": _("Until")}


def _rooms(seat: Seat) -> list[Row]:
    rows = seat.glance(Room).filter(member_id=seat.me).order_by("since")
    return [{**row} for row in rows.values("since", "until", "ended_at")]


def _call_columns() -> dict[str, str]:
    return {"made_at": _("When"), "answered_at": _("Somebody came"), "ended_at": _("Until")}


def _calls(seat: Seat) -> list[Row]:
    rows = seat.glance(Call).filter(member_id=seat.me).order_by("made_at")
    return [{**row} for row in rows.values("made_at", "answered_at", "ended_at")]


def _asked_columns() -> dict[str, str]:
    return {"at": _("When")}


def _asked(seat: Seat) -> list[Row]:
    return [{**row} for row in seat.glance(Asked).filter(member_id=seat.me).order_by("at").values("at")]
