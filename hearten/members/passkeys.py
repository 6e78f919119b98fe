"""Passkeys (WebAuthn level 3): joining with one, signing in with one, and the list of one's own.

allauth wants a verified e-mail address for a passkey sign-up; here nobody needs one, so the person who is joining is
an id in their session until their device has answered.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError

from hearten.members.allauth_adapters import subject_of
from hearten.members.models import Member
from hearten.members.second_factors import Kind, NotProven

JOINING = "joining"

# What a malformed answer makes the libraries raise: all of it means that nothing was proven.
_MALFORMED = (ValidationError, ValueError, TypeError, KeyError, AttributeError)


class Passkey(NamedTuple):
    id: int
    name: str
    made_at: datetime


def options_to_join(session: SessionBase, name: str) -> dict[str, Any]:
    """Return what the browser needs to make the first passkey of somebody who is not a member yet."""
    newcomer = Member(id=uuid4())
    session[JOINING] = newcomer.id.hex
    return options_to_add(newcomer, name)


def whose_first_passkey(session: SessionBase) -> UUID:
    """Return the id under which somebody is joining with a passkey. Raises NotProven when nobody is."""
    if JOINING not in session:
        raise NotProven
    return UUID(session.pop(JOINING))


def options_to_add(member: Member, name: str) -> dict[str, Any]:
    """Return what the browser needs to make one more passkey for `member`; `name` is shown by the device."""
    member.name_on_the_device = name  # type: ignore[attr-defined]  # for our adapter, in this request only
    return dict(auth.begin_registration(member, passwordless=True))


def add(member: Member, credential: Any, name: str) -> None:
    """Keep the passkey that the device has made. Raises NotProven."""
    try:
        auth.parse_registration_response(credential)
        if not auth.complete_registration(credential).is_user_verified():
            raise NotProven
    except _MALFORMED as error:
        raise NotProven from error
    with subject_of(member.id):
        auth.WebAuthn.add(member, get_adapter().encrypt(name), credential)


def options_to_show(member: Member | None = None) -> dict[str, Any]:
    """Return what the browser needs to show a passkey: any of ours, or one of `member`'s."""
    return dict(auth.begin_authentication(member))


def owner(credential: Any) -> Member:
    """Return whose passkey was shown. Raises NotProven."""
    try:
        auth.parse_authentication_response(credential)
        member = auth.extract_user_from_response(credential)
        auth.complete_authentication(member, credential)
    except _MALFORMED as error:
        raise NotProven from error
    return Member.objects.get(pk=member.pk)


def shown_by(member: Member, credential: Any) -> bool:
    """Whether the passkey that was shown is one of `member`'s."""
    try:
        auth.parse_authentication_response(credential)
        auth.complete_authentication(member, credential)
    except _MALFORMED:
        return False
    return True


def of(member: Member) -> list[Passkey]:
    """Return a member's passkeys, oldest first, by the names they gave them."""
    kept = Authenticator.objects.filter(user_id=member.id, type=Kind.WEBAUTHN).order_by("created_at")
    with subject_of(member.id):
        return [Passkey(row.pk, get_adapter().decrypt(row.data["name"]), row.created_at) for row in kept]


def remove(member: Member, key: int) -> bool:
    """Forget one of a member's passkeys. Return whether it was theirs."""
    gone, _each = Authenticator.objects.filter(user_id=member.id, type=Kind.WEBAUTHN, pk=key).delete()
    return bool(gone)
