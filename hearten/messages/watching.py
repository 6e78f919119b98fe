"""After a message was written, it is read for signs of danger, as a post is."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.messages.models import Message
from hearten.safety.sources import Source, register
from hearten.safety.triage import read_this


def watch(seat: Seat, message_id: UUID) -> None:
    """Have one message of this seat's own read once it is committed.

    It is of no group: who leads one cannot open it. The install's staff can, with a reason that both people see.
    """
    read_this(seat, kind="message", about=message_id, group_id=None)


def words_of(seat: Seat, message_id: UUID) -> str:
    """Return a message's words for a seat that may read it: its author's, when a program reads it. Raises Unseen."""
    return seat.find(Message, message_id).body or ""


class _Talk(NamedTuple):
    id: UUID


def where_opened(seat: Seat, message_id: UUID) -> str:
    """Return where the staff opens the conversation of a message, while a concern about it is open; "" for others."""
    found = seat.read(_Talk, "SELECT * FROM messages_where_concern(%s)", message_id)
    return url("desk:conversation", found[0].id) if found else ""


def ready() -> None:
    """Make messages known to safety. Whoever looks after a concern opens the conversation on the desk."""
    register(
        Source(
            "message",
            words_of,
            lambda seat, message_id: None,
            lambda message_id: url("messages:list"),
            where_opened,
        )
    )
