"""Asking somebody for private contact: one short message, and then the asked person decides."""

from typing import NamedTuple
from uuid import UUID, uuid4

from hearten.groups.models import Membership
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.messages.actions.send import put, sent_before
from hearten.messages.reading import Asking
from hearten.messages.rules import ASK_AGAIN_AFTER, MOST_REQUESTS_A_DAY, may_ask, why_not


class _Word(NamedTuple):
    word: str


def ask(seat: Seat, asking: Asking, body: str, client_id: UUID) -> UUID:
    """Send a first message. Returns the talk, the earlier one when this was sent before. Raises Refused."""
    before = sent_before(seat, client_id, None, body)
    if before is not None:
        return before.talk_id
    moment, talk_id = now(), uuid4()
    may_ask(asking, moment).or_refuse()
    sql = "SELECT messages_ask(%s, %s, %s, %s, %s)"
    word = seat.read(_Word, sql, talk_id, asking.place_id, moment, MOST_REQUESTS_A_DAY, ASK_AGAIN_AFTER.days)[0].word
    if word:
        before = sent_before(seat, client_id, None, body)  # a twin of this sending was faster
        if before is not None:
            return before.talk_id
        why_not(word, asking).or_refuse()
    other = seat.find(Membership, asking.place_id).member_id
    put(seat, talk_id, other, asking.group_id, body, client_id, opens=True)
    return talk_id
