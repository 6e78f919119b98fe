"""A message on its way: written once however often it is sent, announced to the two, and read for danger."""

from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.kernel import live
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.messages import noticing, watching
from hearten.messages.models import Message
from hearten.messages.proofs import echo_of, proof_of
from hearten.messages.reading import Talk
from hearten.messages.rules import may_write
from hearten.messages.signals import EARLY
from hearten.notices.actions import tell


def send(seat: Seat, talk: Talk, body: str, client_id: UUID) -> Message:
    """Write in a talk. Returns the earlier message when this was sent before. Raises Refused when nobody can write."""
    before = sent_before(seat, client_id, talk.id, body)
    if before is not None:
        return before
    may_write(talk, now()).or_refuse()
    return put(seat, talk.id, talk.other_id, talk.group_id, body, client_id)


def put(
    seat: Seat, talk_id: UUID, other: UUID, group_id: UUID, body: str, client_id: UUID, opens: bool = False
) -> Message:
    """Write the row, sealed for its author; whoever sends the same at the same moment finds this one."""
    key = uuid4()
    message = Message(id=key, talk_id=talk_id, author_id=seat.me, client_id=client_id, opens=opens, body=body)
    message.made_at, message.proof = now(), proof_of(key, seat.me, body)
    message.echo = echo_of(seat.me, body) if opens else ""
    Message.objects.bulk_create([message], ignore_conflicts=True)
    kept = sent_before(seat, client_id, talk_id, body)
    assert kept is not None  # ours, or its twin's
    if kept.id == key:
        live.announce("talk", talk_id, "message", key, member=other, author=seat.me)
        tell(kind="private", about=talk_id, group=group_id)
        watching.watch(seat, key)
        if _is_early(seat, talk_id):
            noticing.look(talk=str(talk_id))
    return kept


def _is_early(seat: Seat, talk_id: UUID) -> bool:
    """Whether signs are still looked for here: in how somebody begins, not in a conversation that goes on."""
    return seat.glance(Message).filter(talk_id=talk_id, author_id=seat.me).count() <= EARLY


def sent_before(seat: Seat, client_id: UUID, talk_id: UUID | None, body: str) -> Message | None:
    """Return what this device sent under this id, or None. Raises Refused when it was used for other words."""
    kept = seat.glance(Message).filter(author_id=seat.me, client_id=client_id).first()
    if kept is not None and (kept.body != body or talk_id not in (None, kept.talk_id)):
        raise Refused(_("Something else was sent from this box before. Open the page again, then send these words."))
    return kept
