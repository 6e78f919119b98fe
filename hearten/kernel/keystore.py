"""The key store: one small file per subject, holding that person's data key wrapped by the master key.

It lives outside the database and its dumps (HEARTEN_KEYSTORE, default `<state>/keys`), has its own backup of at most
seven days, and is where erasure happens: destroying a subject's key makes every sealed word of that person unreadable,
in the live database and in every backup of it. `erased.log` (ledger.py) remembers which subjects were destroyed and
what they chose for their words, so that restoring an older copy of keys or content cannot bring them back.

Source of the construction: envelope encryption, NIST SP 800-57 part 1 (key wrapping), AES-256-GCM (SP 800-38D).
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from hearten.kernel import ledger
from hearten.kernel.secret import keep_once

KEY_ID_BYTES = 8
NONCE_BYTES = 12


class KeyGone(Exception):
    """The subject's key was destroyed: what it sealed can never be read again."""


class KeyStoreUnavailable(Exception):
    """The key store or its master key cannot be read. Sealed pages fail closed; the rest of hearten goes on."""


def _folder() -> Path:
    return Path(settings.HEARTEN_KEYSTORE)


def _master() -> bytes:
    """Return the 256-bit master key, from HEARTEN_MASTER_KEY (hex) or the key store's own file."""
    given = os.environ.get("HEARTEN_MASTER_KEY")
    try:
        text = given or keep_once(_folder() / "master.key", lambda: secrets.token_bytes(32).hex())
        return bytes.fromhex(text)
    except (OSError, ValueError) as error:
        raise KeyStoreUnavailable(f"The key store at {_folder()} cannot be read: {error}") from error


def _place(subject: UUID) -> Path:
    return _folder() / "subjects" / subject.hex[:2] / f"{subject.hex}.key"


def data_key(subject: UUID) -> tuple[bytes, bytes]:
    """Return (key id, data key) of a subject, making the key the first time. Raises KeyGone after erasure."""
    if subject.hex in erased():
        raise KeyGone(str(subject))
    place = _place(subject)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        keep_once(place, lambda: _wrap(subject, secrets.token_bytes(KEY_ID_BYTES), secrets.token_bytes(32)))
    return _unwrap(subject, place.read_text())


def existing_key(subject: UUID, key_id: bytes) -> bytes:
    """Return the data key that sealed something. Raises KeyGone when it was destroyed or is another one."""
    place = _place(subject)
    if not _folder().is_dir():
        raise KeyStoreUnavailable(f"The key store at {_folder()} is missing.")
    if subject.hex in erased() or not place.exists():
        raise KeyGone(str(subject))
    found_id, key = _unwrap(subject, place.read_text())
    if found_id != key_id:
        raise KeyGone(f"{subject} has another key")
    return key


def destroy(subject: UUID, how: str = "") -> None:
    """Destroy a subject's key for good; `how` is what becomes of their words ("erased", "kept").

    The ledger is written first: after a crash in between the erasure is finished at the next start, or at a restore.
    """
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(_folder() / ledger.NAME, "a", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(ledger.lines({subject.hex: how}))
        file.flush()
        os.fsync(file.fileno())
    shred(subject)


def shred(subject: UUID) -> None:
    """Remove the file of a key that the ledger says is destroyed. Nothing happens when it is gone."""
    place = _place(subject)
    if place.exists():
        place.write_bytes(secrets.token_bytes(place.stat().st_size))
        place.unlink()


def erased() -> ledger.Ledger:
    """Return the hex ids of all destroyed subjects, each with what they chose for their words."""
    file = _folder() / ledger.NAME
    try:
        return _read_ledger(file, file.stat().st_mtime_ns, file.stat().st_size)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=2)
def _read_ledger(file: Path, changed: int, size: int) -> ledger.Ledger:
    return ledger.parse(file.read_text())


def blind_index(purpose: str, text: str) -> str:
    """Return a keyed fingerprint (HMAC-SHA-256, hex) to look a text up by without storing it."""
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"hearten {purpose}".encode()).derive(_master())
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(text.encode())
    return mac.finalize().hex()


def _wrap(subject: UUID, key_id: bytes, key: bytes) -> str:
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(_master()).encrypt(nonce, key, subject.bytes + key_id)
    return (key_id + nonce + wrapped).hex()


def _unwrap(subject: UUID, text: str) -> tuple[bytes, bytes]:
    try:
        raw = bytes.fromhex(text.strip())
        key_id, nonce, wrapped = raw[:KEY_ID_BYTES], raw[KEY_ID_BYTES:][:NONCE_BYTES], raw[KEY_ID_BYTES + NONCE_BYTES :]
        return key_id, AESGCM(_master()).decrypt(nonce, wrapped, subject.bytes + key_id)
    except (InvalidTag, ValueError) as error:
        raise KeyStoreUnavailable(f"The key of subject {subject} does not open with this master key.") from error
