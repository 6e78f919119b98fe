"""What is a member's own in private contact: to take away, and to erase."""

from typing import Any

from hearten.kernel.seat import Seat
from hearten.messages.actions.contact import switch_off
from hearten.messages.leaving import take_leave
from hearten.messages.models import Contact, Ending, Message, Reported


def exported(seat: Seat) -> dict[str, Any]:
    """Return this member's own words and switches as plain values. The other one is "somebody", and says nothing."""
    mine = {"member_id": seat.me}
    contact = seat.glance(Contact).filter(**mine).order_by("since")
    messages = seat.glance(Message).filter(author_id=seat.me).order_by("made_at", "id")
    ended, reported = seat.glance(Ending).filter(**mine), seat.glance(Reported).filter(**mine)
    return {
        "private_contact": [{"since": row.since, "until": row.ended_at} for row in contact],
        "private_messages": [
            {"conversation": str(row.talk_id), "with": "somebody", "at": row.made_at, "words": row.body}
            for row in messages
        ],
        "private_endings": [{"conversation": str(row.talk_id), "at": row.at} for row in ended],
        "private_reports": [
            {"conversation": str(row.talk_id), "at": row.at, "words": row.words or ""} for row in reported
        ],
    }


def erase(seat: Seat, how: str) -> int:
    """Switch private contact off and end every talk. `how` "erased" removes this member's messages. Returns how many.

    With "kept" the rows stay; they are sealed with the member's own key, so they go with the key.
    """
    switch_off(seat)
    return take_leave(seat, None, how == "erased")
