"""What private contact gives to a member's copy, how it forgets a member, and how long it keeps things."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export
from hearten.messages.leaving import take_leave
from hearten.messages.models import Closure, Contact, Ending, Message, Reported

COVERS = (
    "messages_contact.member_id", "messages_closure.member_id", "messages_talk.asker_id", "messages_talk.asked_id",
    "messages_answer.member_id", "messages_ending.member_id", "messages_message.author_id",
    "messages_reported.member_id", "messages_review.closed_by_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("private_contact", lambda: _("When you took private messages"), _contact_columns, _contact))
    export(Exported("private_closed", lambda: _("When private messages were closed"), _contact_columns, _closures))
    export(Exported("private_messages", lambda: _("What you wrote in private"), _message_columns, _messages))
    export(Exported("private_endings", lambda: _("Conversations you ended"), _ending_columns, _endings))
    export(Exported("private_reports", lambda: _("Conversations you reported"), _report_columns, _reports))
    erase_with(Erasure("messages", _forget, COVERS))
    keep(Kept("messages", lambda: _("Private messages"), lambda: _("1 year"), "messages_keep_old"))


def _contact_columns() -> dict[str, str]:
    return {"since": _("From"), "ended_at": _("Until")}


def _contact(seat: Seat) -> list[Row]:
    rows = seat.glance(Contact).filter(member_id=seat.me).order_by("since")
    return [{**row} for row in rows.values("since", "ended_at")]


def _closures(seat: Seat) -> list[Row]:
    rows = seat.glance(Closure).filter(member_id=seat.me).order_by("at")
    return [{"since": one.at, "ended_at": one.ended_at} for one in rows]


def _message_columns() -> dict[str, str]:
    return {"at": _("When"), "conversation": _("Conversation"), "with": _("With"), "words": _("Your words")}


def _messages(seat: Seat) -> list[Row]:
    """Return one's own messages. The other one is "somebody", and says nothing here."""
    rows = seat.glance(Message).filter(author_id=seat.me).order_by("made_at", "id")
    return [
        {"at": one.made_at, "conversation": str(one.talk_id), "with": _("somebody"), "words": one.body or ""}
        for one in rows
    ]


def _ending_columns() -> dict[str, str]:
    return {"at": _("When"), "conversation": _("Conversation")}


def _endings(seat: Seat) -> list[Row]:
    rows = seat.glance(Ending).filter(member_id=seat.me).order_by("at")
    return [{"at": one.at, "conversation": str(one.talk_id)} for one in rows]


def _report_columns() -> dict[str, str]:
    return {"at": _("When"), "conversation": _("Conversation"), "words": _("Your words")}


def _reports(seat: Seat) -> list[Row]:
    rows = seat.glance(Reported).filter(member_id=seat.me).order_by("at")
    return [{"at": one.at, "conversation": str(one.talk_id), "words": one.words or ""} for one in rows]


def _forget(seat: Seat, how: str) -> None:
    """End every conversation. With "kept" the messages stay as rows, and their words go with the member's key."""
    take_leave(seat, None, how == "erased")
    seat.read(_Gone, "SELECT messages_forget_me()")
