"""Conversations for those who moderate: what a report brings along, and the door through which it is read.

A report attaches the whole conversation. Nobody of the staff reads it by that alone: they open it with a reason, and
then both people find who it was, and why, under "Who looked". Each message is shown with whether its proof holds.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.messages import reading
from hearten.messages.models import Message, Reported
from hearten.messages.proofs import is_proved
from hearten.moderation.actions import report as reporting
from hearten.moderation.items import Item, Shown, register

KIND = "talk"
SHORTEST_REASON = 20


class Said(NamedTuple):
    """One message as somebody may read it. `words` is None where the author's key is gone; `proved`: it was said so."""

    message_id: UUID
    name: str
    at: datetime
    words: str | None
    proved: bool


class _Kept(NamedTuple):
    id: UUID
    author_id: UUID
    opens: bool
    body: bytes
    proof: str
    made_at: datetime
    name: str


def report(seat: Seat, talk: reading.Talk, about: str, words: str) -> None:
    """Report a conversation as one of the two, whole. It goes to the install's staff; nothing is sent to the other.

    `about`, a category: worry that somebody is in danger reaches whoever looks after people, as with a post.
    """
    row = Reported(talk_id=talk.id, member_id=seat.me, words=words or None, at=now())
    Reported.objects.bulk_create([row], ignore_conflicts=True)
    reporting.report(seat, KIND, _shown(talk), about, words)


def _shown(talk: reading.Talk) -> Shown:
    return Shown(item=talk.id, group_id=None, html="", name=talk.their_name or _("Somebody"))


def ready() -> None:
    """Make private conversations known to moderation. The staff read one on the desk, with a reason that both see."""
    register(
        Item(
            kind=KIND,
            named=gettext_lazy("a private conversation"),
            find=lambda seat, talk_id: _shown(reading.talk(seat, talk_id)),
            url=lambda talk_id: url("desk:conversation", talk_id),
            changed=lambda shown: None,
            at_home=lambda talk_id: url("messages:talk", talk_id),
            words_stay=True,
        )
    )


def words_of(seat: Seat, conversation_id: UUID) -> list[Said]:
    """Return a conversation as one of the two reads it. Raises Unseen for everybody else."""
    talk = reading.talk(seat, conversation_id)
    found = seat.glance(Message).filter(talk_id=talk.id).order_by("made_at", "id")
    mine = _("You")
    return [_said(one, mine if one.author_id == seat.me else talk.their_name or _("Somebody")) for one in found]


def staff_read(seat: Seat, conversation_id: UUID, reason: str) -> list[Said]:
    """Open a reported conversation for somebody of the staff, and write down for both people who did, and why.

    Raises Refused when the reason is too short, and Unseen for everything else that does not let this seat in.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a sentence why you read this. Both people will see it."))
    kept = seat.read(_Kept, "SELECT * FROM messages_staff_open(%s, %s)", conversation_id, reason.strip())
    if not kept:
        raise Unseen
    return [_said(_sealed(one), one.name or _("Somebody")) for one in kept]


def _sealed(kept: _Kept) -> Message:
    return Message(id=kept.id, author_id=kept.author_id, body=Sealed(kept.body), proof=kept.proof, made_at=kept.made_at)


def _said(message: Message, name: str) -> Said:
    words = message.body
    proved = words is not None and is_proved(message.id, message.author_id, words, message.proof)
    return Said(message.id, name, message.made_at, words, proved)
