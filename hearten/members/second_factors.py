"""Authenticator apps and recovery codes, and what kinds of factors a member has.

allauth 65's `mfa` package does the cryptography and owns the table; its own pages, messages and mails are not used.
When a release of allauth moves something, it is changed here, in passkeys.py and in allauth_adapters.py, and nowhere
else. `last_used_at` is never written: when somebody was here is nobody's business.
"""

from typing import Any
from uuid import UUID

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.crypto import constant_time_compare

from hearten.kernel.clock import now
from hearten.kernel.keystore import KeyChanged
from hearten.members.allauth_adapters import subject_of
from hearten.members.models import Member

Kind = Authenticator.Type
NEW_APP = "new app"


class NotProven(Exception):
    """What the device or the person showed does not fit."""


def kinds_of(member_id: UUID) -> set[str]:
    """Return which kinds of factors a member has set up."""
    return set(Authenticator.objects.filter(user_id=member_id).values_list("type", flat=True))


def has_second_factor(member_id: UUID) -> bool:
    """Whether a passphrase alone does not open this account."""
    return bool(kinds_of(member_id) & {Kind.TOTP, Kind.WEBAUTHN})


def remove(member_id: UUID, kind: str) -> None:
    """Forget a member's app or recovery codes."""
    Authenticator.objects.filter(user_id=member_id, type=kind).delete()


# Recovery codes


def use_recovery_code(member: Member | None, code: str) -> bool:
    """Use up one recovery code. False when it is wrong or used, or when there is no such member."""
    kept = member and Authenticator.objects.filter(user_id=member.id, type=Kind.RECOVERY_CODES).first()
    if member is None or not kept:
        return False
    with subject_of(member.id):
        return bool(RecoveryCodes(kept).validate_code(code))


def new_recovery_codes(member: Member) -> list[str]:
    """Make ten new codes, which replace the old ones, and return them: this is the only time they are shown."""
    remove(member.id, Kind.RECOVERY_CODES)
    with subject_of(member.id):
        codes: list[str] = RecoveryCodes.activate(member).generate_codes()
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes]


def codes_left(member: Member) -> int | None:
    """Return how many recovery codes still work; None when there were never any."""
    kept = Authenticator.objects.filter(user_id=member.id, type=Kind.RECOVERY_CODES).first()
    if kept is None:
        return None
    return int(app_settings.RECOVERY_CODE_COUNT) - int(kept.data["used_mask"]).bit_count()


# Authenticator apps (TOTP, RFC 6238)


def app_being_set_up(session: SessionBase, member: Member) -> str:
    """Return the secret of the app that this browser is setting up; it waits, sealed, in the session."""
    with subject_of(member.id):
        try:
            if NEW_APP in session:
                return str(get_adapter().decrypt(session[NEW_APP]))
        except KeyChanged:  # a change of keys ended meanwhile; what browsers hold half-done is not sealed anew
            pass
        secret = str(generate_totp_secret())
        session[NEW_APP] = get_adapter().encrypt(secret)
        return secret


def app_link(member: Member, secret: str) -> str:
    """Return the otpauth link that an authenticator app reads. It names the install, not the person."""
    return str(get_adapter().build_totp_url(member, secret))


def qr_path(text: str) -> tuple[int, str]:
    """Return a QR code as its width in squares and an SVG path of them."""
    import qrcode  # type: ignore[import-untyped]  # it brings Pillow: 8 MB that no other page needs

    code = qrcode.QRCode(border=2)
    code.add_data(text)
    squares = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(squares) for x, dark in enumerate(row) if dark)
    return len(squares), path


def set_up_app(session: SessionBase, member: Member, code: str) -> bool:
    """Keep the app that is being set up, once it has shown a right code."""
    secret = app_being_set_up(session, member)
    counter = _counter_of(secret, code)
    if counter is None:
        return False
    remove(member.id, Kind.TOTP)
    with subject_of(member.id):
        _remember(TOTP.activate(member, secret).instance, counter)
    del session[NEW_APP]
    return True


@transaction.atomic
def use_app_code(member: Member, code: str) -> bool:
    """Check an app's code. Each works once (RFC 6238 5.2): a code at or before the last one used is refused."""
    kept = Authenticator.objects.select_for_update().filter(user_id=member.id, type=Kind.TOTP).first()
    if kept is None:
        return False
    with subject_of(member.id):
        counter = _counter_of(get_adapter().decrypt(kept.data["secret"]), code)
        if counter is None or counter <= int(get_adapter().decrypt(kept.data["last"])):
            return False
        _remember(kept, counter)
    return True


def _counter_of(secret: str, code: str) -> int | None:
    """Return the 30 seconds that a code belongs to: these, or those before or after for a clock that is off."""
    code = "".join(each for each in code if each.isdigit())
    here = int(now().timestamp()) // int(app_settings.TOTP_PERIOD)
    fits = [
        at
        for at in (here - 1, here, here + 1)
        if constant_time_compare(format_hotp_value(hotp_value(secret, at)), code)
    ]
    return fits[-1] if fits else None


def _remember(kept: Any, counter: int) -> None:
    # Sealed, because it tells when somebody signed in.
    kept.data["last"] = get_adapter().encrypt(str(counter))
    kept.save(update_fields=["data"])
