"""Signing in by name and passphrase: the name is looked up by its keyed fingerprint, since the name is not stored."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from hearten.kernel.keystore import blind_index
from hearten.kernel.words import tidy_name
from hearten.members.models import Member


def sign_in_index(name: str) -> str:
    """Return the fingerprint under which a sign-in name is kept: case and odd spaces do not matter."""
    return blind_index("sign-in name", tidy_name(name).casefold())


class ByName(BaseBackend):
    """Django's authentication interface. A wrong name costs as much time as a wrong passphrase."""

    def authenticate(self, request: HttpRequest | None, name: str = "", passphrase: str = "", **other: Any) -> Member | None:
        if not name or not passphrase:
            return None
        member = Member.objects.filter(sign_in_index=sign_in_index(name)).first()
        if member is None:
            make_password(passphrase)
            return None
        return member if member.check_password(passphrase) else None

    def get_user(self, user_id: UUID | str) -> Member | None:
        return Member.objects.filter(pk=user_id).first()
