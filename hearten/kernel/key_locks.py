"""Who of several processes may touch the key store, and when: locks on files of it (flock), which a kill lets go of.

MAKING is shared by whoever makes a person's key, and held alone, for one file at a time, by whoever writes one anew or
destroys it: no key comes back by being written after it was destroyed. BACKUP is shared by backups and held alone while
former keys are dropped: whatever a dump holds sealed, its key is in the copy of the keys. CHANGE is held by the one
change of keys, or the one restore, at a time.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hearten.kernel.secret import make_folder

MAKING, BACKUP, CHANGE = ".making.lock", ".backup.lock", ".change.lock"


@contextmanager
def shared(folder: Path, name: str) -> Iterator[None]:
    """Hold a lock together with others, once nobody holds it alone."""
    with _held(folder, name, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(folder: Path, name: str, *, wait: bool = True) -> Iterator[None]:
    """Hold a lock alone, once nobody else holds it. Raises BlockingIOError at once where `wait` is False."""
    with _held(folder, name, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB):
        yield


@contextmanager
def _held(folder: Path, name: str, how: int) -> Iterator[None]:
    make_folder(folder)
    place = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(place, how)
        yield
    finally:
        os.close(place)
