"""allauth, told how things are kept here: no addresses in plain text, no IP addresses, sealed secrets."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from hearten.kernel import keystore
from hearten.kernel.keystore import KEY_ID_BYTES, NONCE_BYTES

_subject: ContextVar[UUID | None] = ContextVar("mfa subject", default=None)


@contextmanager
def subject_of(member: UUID) -> Iterator[None]:
    """Say whose secrets are sealed and opened inside the block: allauth passes only the text."""
    token = _subject.set(member)
    try:
        yield
    finally:
        _subject.reset(token)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's account part is present for its tables only. It sends nothing."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise AssertionError("hearten sends its own letters")


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets are sealed under the member's own data key, so that erasing the member erases them everywhere."""

    def encrypt(self, text: str) -> str:
        member = self._member()
        key_id, key = keystore.data_key(member)
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = key_id + nonce + AESGCM(key).encrypt(nonce, text.encode(), b"mfa" + member.bytes)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        member = self._member()
        sealed = base64.b64decode(encrypted_text)
        key = keystore.existing_key(member, sealed[:KEY_ID_BYTES])
        nonce, ciphertext = sealed[KEY_ID_BYTES:][:NONCE_BYTES], sealed[KEY_ID_BYTES + NONCE_BYTES :]
        return AESGCM(key).decrypt(nonce, ciphertext, b"mfa" + member.bytes).decode()

    def _member(self) -> UUID:
        member = _subject.get()
        assert member is not None, "say whose secret it is: with subject_of(member)"
        return member

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.HEARTEN_ORIGIN).hostname or "localhost", "name": settings.HEARTEN_NAME}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        # The name travels to the person's own device, where it tells two passkeys apart; it is not kept with the key.
        name = getattr(user, "name_on_the_device", "") or settings.HEARTEN_NAME
        return {"id": user_pk_to_url_str(user).encode(), "display_name": name, "name": name}

    def get_totp_label(self, user: Any) -> str:
        return str(settings.HEARTEN_NAME)

    def get_totp_issuer(self) -> str:
        return str(settings.HEARTEN_NAME)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        return None
