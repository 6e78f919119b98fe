"""Invitations: a secret address that lets one person in, once, within seven days (SE-30)."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from hearten.groups.models import Invitation
from hearten.groups.rules import may_invite, may_lead
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat

LASTS = timedelta(days=7)


def hash_of(token: str) -> str:
    """Return what is kept of an invitation's token. It is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(seat: Seat, place: Place) -> str:
    """Make an invitation and return its token: the only time that anybody sees it."""
    may_lead(place).or_refuse()
    made = seat.glance(Invitation).filter(group_id=place.group_id)
    today = made.filter(made_at__gt=now() - timedelta(days=1)).count()
    still_open = made.filter(used_at=None, revoked_at=None, expires_at__gt=now()).count()
    may_invite(today, still_open).or_refuse()
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        group_id=place.group_id,
        token_hash=hash_of(token),
        made_by_id=place.membership_id,
        made_at=now(),
        expires_at=now() + LASTS,
    )
    return token


def revoke(seat: Seat, place: Place, invitation_id: UUID) -> None:
    """Take an invitation back. One that was used stays used."""
    may_lead(place).or_refuse()
    invitation = seat.find(Invitation, invitation_id, group_id=place.group_id)
    if invitation.used_at is None and invitation.revoked_at is None:
        invitation.revoked_at = now()
        invitation.save(update_fields=["revoked_at"])
