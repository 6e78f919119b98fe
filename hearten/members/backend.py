"""Signing in by name and passphrase: the name is looked up by its keyed fingerprint, since the name is not stored."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from hearten.kernel.keystore import blind_index
from hearten.kernel.words import tidy_name
from hearten.members.models import Member
from hearten.members.passphrases import one_form

PATH = "hearten.members.backend.ByName"


def sign_in_index(name: str) -> str:
    """Return the fingerprint under which a sign-in name is kept: case and odd spaces do not matter."""
    return blind_index("sign-in name", tidy_name(name).casefold())


def member_named(name: str) -> Member | None:
    """Return who signs in with this name."""
    return Member.objects.filter(sign_in_index=sign_in_index(name)).first()


def knows(member: Member | None, passphrase: str) -> bool:
    """Whether this is the member's passphrase. Nobody, and a member who has none, cost as much time as a wrong one."""
    if member is None or not member.has_usable_password():
        make_password(passphrase)
        return False
    return check_password(one_form(passphrase), member.password)


class ByName(BaseBackend):
    """Django's authentication interface. A wrong name costs as much time as a wrong passphrase."""

    def authenticate(
        self, request: HttpRequest | None, name: str = "", passphrase: str = "", **other: Any
    ) -> Member | None:
        if not name or not passphrase:
            return None
        member = member_named(name)
        return member if knows(member, passphrase) else None

    def get_user(self, user_id: UUID | str) -> Member | None:
        return Member.objects.filter(pk=user_id).first()
