"""The installation's signing secret; and how a small file of secrets is written, whole, private and for good."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def secret_key(state: Path) -> str:
    """Return the signing secret, creating `<state>/secret` (mode 0600) the first time."""
    if given := os.environ.get("HEARTEN_SECRET_KEY"):
        return given
    return keep_once(state / "secret", lambda: secrets.token_urlsafe(48))


def keep_once(path: Path, make: Callable[[], str]) -> str:
    """Read the text at `path`; if there is none, write what `make` returns there, readable by the owner alone.

    Two processes starting at the same moment agree: the file appears whole under its final name, and only once.
    """
    if not path.exists():
        make_folder(path.parent)
        fresh = _beside(path, make())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink(missing_ok=True)
        settle(path.parent)
    return path.read_text().strip()


def replace(path: Path, text: str) -> None:
    """Put `text` in the place of what the file at `path` says: whoever reads it finds the one or the other, whole."""
    fresh = _beside(path, text)
    try:
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    settle(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder that its owner alone may look into, and those above it; its name outlives a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
        settle(folder.parent)


def settle(folder: Path) -> None:
    """Have a folder's names written to the disk: a file that was written well is lost when its name is."""
    with contextlib.suppress(PermissionError):  # A folder above ours may be closed to us, as /var is; it is old, too.
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def _beside(path: Path, text: str) -> Path:
    """Write a text under another name in the same folder, through to the disk. After a kill it may stay there."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(fresh, "x", opener=private) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def private(path: str, flags: int) -> int:
    """An opener of files that their owner alone may read."""
    return os.open(path, flags, 0o600)
