"""Consents: a row for each thing a person agreed to, ended by them whenever they like (PR-09)."""

import hashlib

from django.utils.translation import get_language

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members.models import Consent


def has_consent(seat: Seat, purpose: str) -> bool:
    """Whether this member agrees to `purpose` now. Absent or withdrawn means no."""
    return seat.glance(Consent).filter(member_id=seat.me, purpose=purpose, withdrawn_at=None).exists()


def held_consent(seat: Seat, purpose: str) -> Consent | None:
    """Return the member's running agreement to `purpose`, held until this transaction ends; None where there is none.

    For what is written only because they agree: whoever takes it back meanwhile waits, or was first.
    """
    running = seat.glance(Consent).filter(member_id=seat.me, purpose=purpose, withdrawn_at=None)
    return running.select_for_update().first()


def give_consent(seat: Seat, purpose: str, text: str, version: str, how: str) -> Consent:
    """Write down that the seat's member agrees to exactly this text. An older agreement to the same purpose ends."""
    withdraw_consent(seat, purpose)
    return Consent.objects.create(
        member_id=seat.me,
        purpose=purpose,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        version=version,
        language=get_language() or "",
        how=how,
        given_at=now(),
    )


def withdraw_consent(seat: Seat, purpose: str) -> bool:
    """End the member's agreement to `purpose` from now on. Return whether there was one."""
    running = seat.glance(Consent).filter(member_id=seat.me, purpose=purpose, withdrawn_at=None)
    return running.update(withdrawn_at=now()) > 0
