"""The installation's signing secret: from HEARTEN_SECRET_KEY, else made once and kept in the state folder."""

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
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(make())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
