"""What ways to sign in keep sealed (allauth_adapters.py): looked at, and sealed anew under a member's present key."""

import base64
from collections.abc import Iterator
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.db import transaction

from hearten.kernel import keystore
from hearten.kernel.keystore import KEY_ID_BYTES, KeyChanged, KeyGone
from hearten.kernel.sealed_values import HELD, KEEPER, Told, stands_in
from hearten.members.allauth_adapters import subject_of

# The texts of a factor's data that are sealed, of every kind there is.
SEALED = ("secret", "last", "seed", "name")


class Factors:
    """The table of allauth's ways to sign in."""

    name = Authenticator._meta.db_table

    def count(self) -> int:
        return int(Authenticator.objects.using(KEEPER).count())

    def turn(self) -> Iterator[Told]:
        for keys in self._keys():
            former = []
            for row in self._rows().filter(pk__in=keys):
                told, standings = self._told(row)
                if told.how == "present" and "former" in standings:
                    former.append(row.pk)
                else:
                    yield told
            yield from self._turned(former)

    def open(self) -> Iterator[Told]:
        for keys in self._keys():
            for row in self._rows().filter(pk__in=keys):
                yield self._told(row)[0]

    def _rows(self) -> Any:
        return Authenticator.objects.using(KEEPER)

    def _keys(self) -> Iterator[list[int]]:
        keys = list(self._rows().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), HELD):
            yield keys[start : start + HELD]

    def _turned(self, keys: list[int]) -> Iterator[Told]:
        with transaction.atomic(using=KEEPER):
            held = self._rows().filter(pk__in=keys).order_by("pk").select_for_update(skip_locked=True)
            done = {row.pk: self._turn(row) for row in held}
        for key in keys:
            yield done.get(key, Told("busy"))

    def _turn(self, row: Any) -> Told:
        with subject_of(row.user_id):
            for name in _sealed(row):
                row.data[name] = get_adapter().encrypt(get_adapter().decrypt(row.data[name]))
        row.save(using=KEEPER, update_fields=["data"])
        return Told("turned")

    def _told(self, row: Any) -> tuple[Told, set[str]]:
        """Say whether every text of a row opens, and what their keys are to the member."""
        standings = {name: keystore.standing(row.user_id, _key_id(row.data[name])) for name in _sealed(row)}
        place = f"{self.name} {row.pk}"
        for name, standing in standings.items():
            try:
                with subject_of(row.user_id):
                    get_adapter().decrypt(row.data[name])
            except (KeyGone, KeyChanged, InvalidTag):
                return Told("gone" if standing == "gone" else "unopened", place, row.user_id), set()
        return Told("present"), set(standings.values())


def take_part() -> None:
    """Register the table; called when the app is made ready."""
    stands_in(Factors())


def _key_id(sealed: str) -> bytes:
    return base64.b64decode(sealed)[:KEY_ID_BYTES]


def _sealed(row: Any) -> list[str]:
    return [name for name in SEALED if name in row.data]
