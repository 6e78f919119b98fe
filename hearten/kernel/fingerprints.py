"""The key of fingerprints (keystore.blind_index), which outlives every master key.

What fingerprints were made of is kept nowhere, so they cannot be made anew: a change of master keys must leave them as
they are. Their key is what HKDF extracts (RFC 5869, 2.2) from the first master key that there was; it is wrapped like
people's keys are, and what opens it is the right master key. From it no master key can be worked out.
"""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac

from hearten.kernel import key_files, key_locks
from hearten.kernel.masters import NAME, VARIABLE, KeyStoreUnavailable, masters, unwrap, wrap
from hearten.kernel.secret import keep_once

FILE = "fingerprints.key"
_ABOUT = b"fingerprints"


def key(folder: Path) -> bytes:
    """Return the key of fingerprints, keeping it the first time; it is the proof of a right master key, too.

    Raises KeyStoreUnavailable, before anything is written, when the master key is another one or missing.
    """
    place = folder / FILE
    if not place.exists():
        with key_locks.shared(folder, key_locks.MAKING):
            keys = masters(folder)
            begun = _extracted(_first_of(folder, keys))
            keep_once(place, lambda: wrapped(keys[0], begun))
    for _again in range(2):  # a change of master keys may come between the two readings
        try:
            return opened(place.read_text(), masters(folder))
        except OSError as error:
            raise KeyStoreUnavailable(f"The key store at {folder} cannot be read: {error}") from error
        except InvalidTag:
            continue
    raise KeyStoreUnavailable(
        f"The key store at {folder} does not open with this master key: set {VARIABLE} to the one it was made with, or "
        f"take {NAME} out of a keys.tar with `tar -xf keys.tar -C {folder} {NAME}`."
    )


def opened(text: str, keys: Sequence[bytes]) -> bytes:
    """Return the key of fingerprints that a file's text holds. Raises InvalidTag when none of these opens it."""
    try:
        return unwrap(keys, _ABOUT, bytes.fromhex(text.strip()))
    except ValueError as error:
        raise InvalidTag from error


def wrapped(master: bytes, whole: bytes) -> str:
    """Return the text of the file that keeps the key of fingerprints."""
    return wrap(master, _ABOUT, whole).hex()


def _first_of(folder: Path, keys: Sequence[bytes]) -> bytes:
    """Return the master key that a key store of an older version was begun with, as its people's keys tell.

    Raises KeyStoreUnavailable when none of ours is it, or when the key of fingerprints was there and is lost.
    """
    there = next(key_files.every(folder), None)
    if there is None:
        return keys[-1]  # a change puts the newer ones in front
    text = there.read_text()
    # Asked for once more: another process may just have kept it, and then made a key.
    if key_files.is_of_today(text) and not (folder / FILE).exists():
        raise KeyStoreUnavailable(
            f"{folder / FILE} is missing, and nobody can sign in without it: take it out of a keys.tar with "
            f"`tar -xf keys.tar -C {folder} {FILE}`."
        )
    for master in keys:
        if key_files.is_wrapped_by(text, UUID(there.stem), master):
            return master
    raise KeyStoreUnavailable(
        f"{there} does not open with this master key: set {VARIABLE} to the one it was made with, or take {NAME} out "
        f"of a keys.tar with `tar -xf keys.tar -C {folder} {NAME}`."
    )


def _extracted(master: bytes) -> bytes:
    mac = hmac.HMAC(bytes(hashes.SHA256.digest_size), hashes.SHA256())  # HKDF without a salt
    mac.update(master)
    return mac.finalize()
