"""The master keys, which wrap people's keys: the first of them wraps, every one of them opens.

There is one, but while keys are changed (rotation.py), and while an operator moves it. It is in HEARTEN_MASTER_KEY
(several with commas between), or in the key store's own `master.key`, one a line.
"""

import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hearten.kernel.secret import keep_once, replace

VARIABLE, NAME = "HEARTEN_MASTER_KEY", "master.key"
BYTES = 32
NONCE_BYTES = 12


class KeyStoreUnavailable(Exception):
    """The key store or its master key cannot be read. Sealed pages fail closed; the rest of hearten goes on."""


class KeyUnreadable(KeyStoreUnavailable):
    """The file of one person's key is damaged; the others may well be whole."""


def outside() -> str | None:
    """Return what HEARTEN_MASTER_KEY says, where the operator keeps the master key out of the key store."""
    return os.environ.get(VARIABLE)


def known(folder: Path) -> list[bytes]:
    """Return the master keys that there are; none before the first was made. Makes nothing.

    Raises KeyStoreUnavailable when one cannot be read.
    """
    place = folder / NAME
    try:
        if given := outside():
            return parsed(given, VARIABLE)
        return parsed(place.read_text(), str(place)) if place.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise KeyStoreUnavailable(f"The key store at {folder} cannot be read: {error}") from error


def masters(folder: Path) -> list[bytes]:
    """Return the master keys, making the first in a key store that holds nothing.

    Raises KeyStoreUnavailable when one cannot be read, or when keys are there that a new one would not open.
    """
    if found := known(folder):
        return found
    place = folder / NAME
    # Asked for once more at the end: another process may just have made it, and a person's key with it.
    if _holds_keys(folder) and not place.exists():
        raise KeyStoreUnavailable(
            f"The key store at {folder} holds keys, and the master key that opens them is neither in {NAME} nor in "
            f"{VARIABLE}: set {VARIABLE}, or take {NAME} out of a keys.tar with `tar -xf keys.tar -C {folder} {NAME}`."
        )
    try:
        return parsed(keep_once(place, lambda: secrets.token_bytes(BYTES).hex()), str(place))
    except OSError as error:
        raise KeyStoreUnavailable(f"The key store at {folder} cannot be read: {error}") from error


def write(folder: Path, keys: Sequence[bytes]) -> None:
    """Put these master keys into `master.key`, the first first."""
    replace(folder / NAME, "".join(f"{key.hex()}\n" for key in keys))


def name_of(master: bytes) -> str:
    """Return what tells a master key from another, and nothing else about it."""
    return hashlib.sha256(b"hearten master key " + master).hexdigest()[:16]


def wrap(master: bytes, about: bytes, key: bytes) -> bytes:
    """Return a key wrapped, bound to what it is about."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(master).encrypt(nonce, key, about)


def unwrap(keys: Sequence[bytes], about: bytes, wrapped: bytes) -> bytes:
    """Return a key that one of these master keys wrapped. Raises InvalidTag when none of them did."""
    for master in keys:
        try:
            return AESGCM(master).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], about)
        except InvalidTag:
            continue
    raise InvalidTag


def parsed(text: str, place: str) -> list[bytes]:
    """Return the master keys that a text holds. Raises KeyStoreUnavailable, which names `place` and quotes nothing."""
    try:
        found = [bytes.fromhex(word) for word in text.replace(",", " ").split()]
    except ValueError:
        found = []
    if not found or any(len(key) != BYTES for key in found):
        raise KeyStoreUnavailable(
            f"{place} holds no master key: it is {2 * BYTES} hexadecimal digits, as `openssl rand -hex {BYTES}` makes."
        )
    return list(dict.fromkeys(found))


def _holds_keys(folder: Path) -> bool:
    # The key of fingerprints (fingerprints.py) and people's keys.
    return (folder / "fingerprints.key").exists() or any((folder / "subjects").glob("*/*.key"))
