"""Agreeing to a group's agreement, and writing a new version of it."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearten.groups.actions.join import NeedsAnotherLook, record_agreement
from hearten.groups.models import Agreement
from hearten.groups.rules import may_lead
from hearten.groups.standing import Place, agreement_of
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.notices.actions import tell


def agree(seat: Seat, place: Place, version: int) -> None:
    """Agree to the version that one has read. Raises NeedsAnotherLook when a newer one holds by now."""
    agreement = agreement_of(seat, place.group_id)
    if agreement is None:
        raise Unseen
    if agreement.version != version:
        raise NeedsAnotherLook("version", _("The agreement changed while you were reading. This is the new text."))
    record_agreement(seat, place.membership_id, agreement, "agreement page")


def write_agreement(seat: Seat, place: Place, text: str, based_on: int) -> Agreement:
    """Make the next version; everybody reads and agrees to it before they write again.

    Raises NeedsAnotherLook when nothing changed, or somebody else saved a version since this one was begun.
    """
    may_lead(place).or_refuse()
    current = agreement_of(seat, place.group_id)
    if current is not None and current.text == text:
        raise NeedsAnotherLook(
            "text", _("This is the text that holds already. Change something, or leave it as it is.")
        )
    if (current.version if current else 0) != based_on:
        raise _somebody_was_first()
    try:
        with transaction.atomic():
            made = first_agreement(place.group_id, text, based_on + 1)
    except IntegrityError:
        raise _somebody_was_first() from None
    tell(kind="agreement_changed", about=made.id, group=place.group_id)
    return made


def first_agreement(group_id: UUID, text: str, version: int = 1) -> Agreement:
    """Keep one version, rendered. Row-level security lets only those who lead the group, or an operator."""
    return Agreement.objects.create(group_id=group_id, version=version, text=text, html=render(text), made_at=now())


def _somebody_was_first() -> NeedsAnotherLook:
    sentence = _(
        "Somebody saved another version while you were writing. Your text is still here. "
        "Compare the two, then save yours again."
    )
    return NeedsAnotherLook("text", sentence)
