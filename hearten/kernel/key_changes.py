"""What a change of keys (rotation.py) does to people's files, one at a time and each as often as one likes."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag

from hearten.kernel import fingerprints, key_files, key_locks, keystore, masters
from hearten.kernel import secret as files
from hearten.kernel.sealed_values import Watch


def wrap_all(folder: Path, watch: Watch) -> int:
    """Wrap everything by the first master key, and look once more that nothing was left. Return how many files."""
    _wrap_fingerprints(folder)
    every = list(key_files.every(folder))
    for file in watch("keys", len(every), every):
        with _held(folder, file):
            _wrap(folder, file)
    again = list(key_files.every(folder))
    for file in watch("keys, once more", len(again), again):
        _refuse_not_wrapped(folder, file)
    return len(again)


@contextmanager
def _held(folder: Path, file: Path) -> Iterator[None]:
    """Hold a person's file alone, for as long as it takes to write it: it must not come back after it was destroyed."""
    with key_locks.alone(folder, key_locks.MAKING):
        if UUID(file.stem).hex in keystore.erased():
            file.unlink(missing_ok=True)
        yield


def _wrap(folder: Path, file: Path) -> None:
    keys = masters.masters(folder)
    if file.exists() and not key_files.is_wrapped_by(file.read_text(), UUID(file.stem), keys[0]):
        files.replace(file, key_files.text_of(key_files.read(file, keys), keys[0], UUID(file.stem)))


def _wrap_fingerprints(folder: Path) -> None:
    key, first = fingerprints.key(folder), masters.masters(folder)[0]
    try:
        fingerprints.opened((folder / fingerprints.FILE).read_text(), [first])
    except InvalidTag:
        files.replace(folder / fingerprints.FILE, fingerprints.wrapped(first, key))


def _refuse_not_wrapped(folder: Path, file: Path) -> None:
    try:
        key_files.read(file, masters.masters(folder)[:1])
    except FileNotFoundError:
        return  # whoever it was has gone since


def turn_all(folder: Path, watch: Watch, change: str) -> int:
    """Give every person a new key in front. Done again after a kill it leaves alone whoever has theirs."""
    every = list(key_files.every(folder))
    for file in watch("new keys", len(every), every):
        with _held(folder, file):
            _turn(folder, file, change)
    return len(every)


def _turn(folder: Path, file: Path, change: str) -> None:
    found = masters.masters(folder)
    keys = key_files.read(file, found) if file.exists() else None
    if keys and keys.turned != change:
        files.replace(file, key_files.text_of(keys.with_new(change), found[0], UUID(file.stem)))


def drop_former(folder: Path, watch: Watch, spared: Collection[UUID]) -> None:
    """Leave each person but the spared ones their first key alone, once no backup is being made."""
    with key_locks.alone(folder, key_locks.BACKUP):
        every = list(key_files.every(folder))
        for file in watch("former keys", len(every), every):
            if UUID(file.stem) not in spared:
                with _held(folder, file):
                    _drop(folder, file)


def _drop(folder: Path, file: Path) -> None:
    found = masters.masters(folder)
    keys = key_files.read(file, found) if file.exists() else None
    if keys and len(keys.each) > 1:
        files.replace(file, key_files.text_of(keys.with_first_alone(), found[0], UUID(file.stem)))
