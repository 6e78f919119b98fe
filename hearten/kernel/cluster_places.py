"""Where the embedded server keeps its data and its socket; known without starting anything."""

import hashlib
import os
import secrets
from pathlib import Path

from hearten.kernel.postgres_binaries import closed_to_others
from hearten.kernel.secret import keep_once

# The address of a Unix socket holds 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET = 103
PORT = 5432


def home(state: Path) -> Path:
    """The folder that holds the data: `state`, unless root keeps it where the server's user cannot go.

    A root user's own folders are closed, and the server never runs as root: then the data lie in /var/lib/hearten
    under a name that the state folder remembers, so that a fresh state folder has a fresh database.
    """
    if os.getuid() == 0 and closed_to_others(state.parent):
        return Path("/var/lib/hearten") / keep_once(state / "database-home", lambda: secrets.token_hex(6))
    return state


def socket_folder(state: Path) -> Path:
    """The folder of the server's socket: in the data's home, or in /tmp where that path is too long for a socket."""
    near = home(state) / "run"
    if len(os.fsencode(near / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
        return near
    # Short, and checked before use: a folder that somebody else made there first is refused.
    return Path("/tmp") / f"hearten-{os.getuid()}-{hashlib.sha256(os.fsencode(state)).hexdigest()[:12]}"
