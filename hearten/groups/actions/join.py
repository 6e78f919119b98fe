"""Joining a group: a name for it, and a yes to its agreement."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hearten.groups.models import Agreement, Membership
from hearten.groups.rules import why_not_joined
from hearten.groups.standing import agreement_of
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.members.actions import give_consent


class NeedsAnotherLook(Exception):
    """Something in a form needs the person once more: which field, and the sentence to show there. Nothing was kept."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


class Answer(NamedTuple):
    """What `groups_join` and `groups_admit` say."""

    membership: UUID | None
    refusal: str


class _Taken(NamedTuple):
    taken: bool


def join(seat: Seat, group_id: UUID, name: str, version: int, token_hash: str = "") -> UUID:
    """Become a member under `name`, agreeing to `version`. Returns the membership.

    Raises Refused with the reason when the group does not let this seat in, and NeedsAnotherLook when the name belongs
    to somebody in the group or the agreement changed meanwhile; then nothing happened.
    """
    with transaction.atomic():
        answer = seat.read(Answer, "SELECT * FROM groups_join(%s, %s, %s)", group_id, name, token_hash)[0]
        if answer.membership is None or answer.refusal:
            why_not_joined(answer.refusal, group_id).or_refuse()
        assert answer.membership is not None  # said by the door: no refusal, so a membership
        refuse_taken_name(seat, group_id, answer.membership, name)
        _agree_while_joining(seat, group_id, answer.membership, version)
    leases_changed([seat.me])
    return answer.membership


def refuse_taken_name(seat: Seat, group_id: UUID, mine: UUID, name: str) -> None:
    """Raise NeedsAnotherLook when somebody else in the group has this name: nobody should be taken for another."""
    others = seat.glance(Membership).filter(group_id=group_id, ended_at=None).exclude(id=mine)
    unseen = seat.read(_Taken, "SELECT groups_name_out_of_sight(%s, %s)", group_id, name)[0].taken
    if unseen or name.casefold() in {other.casefold() for other in others.values_list("name", flat=True)}:
        raise NeedsAnotherLook("name", _("Somebody in this group has this name. Choose another one, or add a letter."))


def record_agreement(seat: Seat, membership_id: UUID, agreement: Agreement, how: str) -> None:
    """Keep that this person agreed: on the membership for the group, and as a consent that only they can read."""
    seat.glance(Membership).filter(id=membership_id).update(agreed=agreement.version)
    give_consent(seat, f"agreement:{agreement.group_id}", agreement.text, str(agreement.version), how)


def _agree_while_joining(seat: Seat, group_id: UUID, membership: UUID, version: int) -> None:
    agreement = agreement_of(seat, group_id)
    if agreement is None:
        return
    if agreement.version != version:
        raise NeedsAnotherLook("version", _("The agreement changed while you were reading. Here is the new text."))
    record_agreement(seat, membership, agreement, "join page")
