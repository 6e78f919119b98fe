"""The key store: one small file per subject, holding that person's data keys wrapped by the master key.

It lives outside the database and its dumps (HEARTEN_KEYSTORE, default `<state>/keys`), has its own backup of at most
seven days, and is where erasure happens: destroying a subject's key makes every sealed word of that person unreadable,
in the live database and in every backup of it. `erased.log` (ledger.py) remembers which subjects were destroyed and
what they chose for their words, so that restoring an older copy of keys or content cannot bring them back.

Nothing of it is remembered by a process: every question reads the files, so that a change of keys (rotation.py) holds
for every process at once.

Source of the construction: envelope encryption, NIST SP 800-57 part 1 (key wrapping), AES-256-GCM (SP 800-38D).
"""

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Literal
from uuid import UUID

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from django.conf import settings

from hearten.kernel import fingerprints, key_files, key_locks, ledger
from hearten.kernel.key_files import KEY_ID_BYTES as KEY_ID_BYTES
from hearten.kernel.masters import NONCE_BYTES as NONCE_BYTES
from hearten.kernel.masters import KeyStoreUnavailable as KeyStoreUnavailable
from hearten.kernel.masters import KeyUnreadable as KeyUnreadable
from hearten.kernel.masters import masters
from hearten.kernel.secret import keep_once, make_folder


class KeyGone(Exception):
    """The subject's key was destroyed: what it sealed can never be read again."""


class KeyChanged(KeyStoreUnavailable):
    """What was asked for was sealed before a change of keys, which sealed it anew meanwhile: read the row again."""


Standing = Literal["present", "former", "changed", "other", "gone"]


def _folder() -> Path:
    return Path(settings.HEARTEN_KEYSTORE)


def _place(subject: UUID) -> Path:
    return key_files.place(_folder(), subject)


def data_key(subject: UUID) -> tuple[bytes, bytes]:
    """Return (key id, data key) to seal with, making the key the first time. Raises KeyGone after erasure."""
    if subject.hex in erased():
        raise KeyGone(str(subject))
    if not _place(subject).exists():
        _make(subject)
    return _keys(subject).each[0]


def existing_key(subject: UUID, key_id: bytes) -> bytes:
    """Return the data key that sealed something. Raises KeyGone when it was destroyed or is another one."""
    if not _folder().is_dir():
        raise KeyStoreUnavailable(f"The key store at {_folder()} is missing.")
    if subject.hex in erased() or not _place(subject).exists():
        raise KeyGone(str(subject))
    keys = _keys(subject)
    if key_id in keys.retired:
        raise KeyChanged(f"{subject} has had another key since a change of keys.")
    for found_id, key in keys.each:
        if found_id == key_id:
            return key
    raise KeyGone(f"{subject} has another key")


def standing(subject: UUID, key_id: bytes) -> Standing:
    """Say what a key is to its subject, without opening any.

    `present` seals now; `former` opens still; `changed` was dropped by a change of keys; `other` is none of theirs, as
    far as this key store knows; `gone` is every key of somebody who has none.
    """
    try:
        text = "" if subject.hex in erased() else _place(subject).read_text()
        return key_files.standing(text, key_id) if text else "gone"
    except FileNotFoundError:
        return "gone"
    except (OSError, ValueError) as error:  # ValueError: the file holds something else
        raise KeyUnreadable(f"The key of subject {subject} cannot be read: {error}") from error


def destroy(subject: UUID, how: str = "") -> None:
    """Destroy a subject's key for good; `how` is what becomes of their words ("erased", "kept").

    The ledger is written first: after a crash in between the erasure is finished at the next start, or at a restore.
    """
    ledger.add(_folder() / ledger.NAME, {subject.hex: how})
    shred(subject)


def shred(subject: UUID) -> None:
    """Remove the file of a key that the ledger says is destroyed, and what a kill left of it; if there is one."""
    with key_locks.alone(_folder(), key_locks.MAKING):
        place = _place(subject)
        for file in (place, *place.parent.glob(f".{place.name}.*")):
            if file.exists():
                file.write_bytes(secrets.token_bytes(file.stat().st_size))
                file.unlink()


def erased() -> ledger.Ledger:
    """Return the hex ids of all destroyed subjects, each with what they chose for their words."""
    file = _folder() / ledger.NAME
    try:
        return _read_ledger(file, file.stat().st_mtime_ns, file.stat().st_size)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=2)
def _read_ledger(file: Path, changed: int, size: int) -> ledger.Ledger:
    return ledger.read(file)


def blind_index(purpose: str, text: str) -> str:
    """Return a keyed fingerprint (HMAC-SHA-256, hex) to look a text up by without storing it."""
    info = f"hearten {purpose}".encode()
    key = HKDFExpand(algorithm=hashes.SHA256(), length=32, info=info).derive(fingerprints.key(_folder()))
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(text.encode())
    return mac.finalize().hex()


def _make(subject: UUID) -> None:
    """Make a subject's key, unless they were erased or another process just made it."""
    folder, place = _folder(), _place(subject)
    fingerprints.key(folder)  # a wrong master key says so here, before anything is written
    with key_locks.shared(folder, key_locks.MAKING):
        if subject.hex in erased():
            raise KeyGone(str(subject))
        make_folder(place.parent)
        keep_once(place, lambda: key_files.fresh(masters(folder)[0], subject))


def _keys(subject: UUID) -> key_files.Keys:
    """Return a subject's keys. Raises KeyGone when they are not there any more."""
    for last in (False, True):  # a change of master keys may come between reading the one file and the other
        try:
            return key_files.read(_place(subject), masters(_folder()))
        except FileNotFoundError:
            raise KeyGone(str(subject)) from None
        except KeyStoreUnavailable:
            if last:
                raise
    raise AssertionError("the second time returns or raises")
