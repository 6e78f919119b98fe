"""Sealed fields: a person's words, readable only while that person's key exists.

AES-256-GCM. The additional data names the table, the column, the row and the key, so that a ciphertext moved to another
place does not open there. What is saved unchanged is sealed anew when the person has another key since it was read, so
that a change of keys (sealed_values.py) is never undone by a row that somebody held meanwhile.
"""

import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from hearten.kernel import keystore
from hearten.kernel.keystore import KEY_ID_BYTES, NONCE_BYTES


class Sealed(bytes):
    """What the database holds: key id, nonce, ciphertext."""

    @property
    def key_id(self) -> bytes:
        return bytes(self[:KEY_ID_BYTES])


class Unopened(keystore.KeyStoreUnavailable):
    """A value does not open though its key is here: it was moved from another place, or changed."""


class Opening:
    """Opens a sealed column when it is read, and not before: lists that do not show it never touch the key."""

    def __init__(self, field: "SealedTextField") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        value = row.__dict__.get(self.field.attname)
        return self.field.open(row, value) if isinstance(value, Sealed) else value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    """A text sealed for the subject that `subject` names (a field of the same row that holds a UUID).

    Reading returns the text, or None after the subject's key was destroyed. Raises KeyStoreUnavailable when the key
    store cannot be read. It cannot be searched, and `update()` on a queryset refuses it: save the row.
    """

    def __init__(self, *args: Any, subject: str = "member_id", **kwargs: Any) -> None:
        self.subject = subject
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "subject": self.subject}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, Opening(self))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed: set it on the row and save the row")
        return super().get_db_prep_value(value, connection, prepared)

    def pre_save(self, row: models.Model, add: bool) -> Any:
        value = row.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            return self.sealed_anew(row, value)
        return value if value is None else self.seal(row, self.plain(value))

    def plain(self, value: Any) -> bytes:
        """Return what is sealed of a value that somebody set. Raises TypeError when it is no text."""
        if not isinstance(value, str):
            raise TypeError(f"{self.name} is sealed: set it on the row as a text and save the row")
        return value.encode()

    def sealed_anew(self, row: models.Model, value: Sealed) -> Sealed:
        """Return a value under its subject's present key; itself where it is so, or where nothing opens it any more.

        Raises KeyChanged when the row was read before a change of keys that ended meanwhile: saving it would put words
        back that nothing opens.
        """
        if keystore.standing(getattr(row, self.subject), value.key_id) not in ("former", "changed"):
            return value
        plain = self.opened(row, value)
        return value if plain is None else self.seal(row, plain)

    def seal(self, row: models.Model, plain: bytes) -> Sealed:
        key_id, key = keystore.data_key(getattr(row, self.subject))
        nonce = secrets.token_bytes(NONCE_BYTES)
        return Sealed(key_id + nonce + AESGCM(key).encrypt(nonce, plain, self._place(row, key_id)))

    def open(self, row: models.Model, sealed: Sealed) -> str | bytes | None:
        opened = self.opened(row, sealed)
        return None if opened is None else opened.decode()

    def opened(self, row: models.Model, sealed: Sealed) -> bytes | None:
        """Return what was sealed, as bytes, or None without its key. Raises Unopened when it is not this row's."""
        key_id, nonce = sealed.key_id, bytes(sealed[KEY_ID_BYTES:][:NONCE_BYTES])
        try:
            key = keystore.existing_key(getattr(row, self.subject), key_id)
        except keystore.KeyGone:
            return None
        ciphertext = bytes(sealed[KEY_ID_BYTES + NONCE_BYTES :])
        try:
            return AESGCM(key).decrypt(nonce, ciphertext, self._place(row, key_id))
        except InvalidTag as error:
            raise Unopened(f"{self} of {row.pk} was moved or changed.") from error

    def _place(self, row: models.Model, key_id: bytes) -> bytes:
        return f"{row._meta.db_table}.{self.column}:{row.pk}:".encode() + key_id


class SealedBytesField(SealedTextField):
    """The same for bytes, such as a picture."""

    def plain(self, value: Any) -> bytes:
        return bytes(value)

    def open(self, row: models.Model, sealed: Sealed) -> bytes | None:
        return self.opened(row, sealed)
