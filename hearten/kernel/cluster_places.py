"""Where the embedded server keeps its data and its socket, and what must be so there before it starts."""

import hashlib
import os
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from hearten.kernel.complaint import Complaint
from hearten.kernel.postgres_binaries import closed_to_others
from hearten.kernel.secret import keep_once

# The address of a Unix socket holds 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET = 103
PORT = 5432
MEGABYTE = 1_000_000


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


def shared_buffers() -> str:
    """How much memory the server keeps pages in: an eighth of what there is, from 128 to 512 MB.

    What a busy site reads all day (a member's own part of the index of search, first of all) does not fit into 128.
    """
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):  # no container; or one without a limit ("max")
        there = min(there, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return f"{min(max(there // 8 // MEGABYTE, 128), 512)}MB"


def refuse_full_disk(home: Path, needed: int) -> None:
    """Raise Complaint when the disk has less than `needed` bytes left."""
    free = shutil.disk_usage(home).free
    if free < needed:
        raise Complaint(
            f"{home} has {free // MEGABYTE} MB free and the database needs {needed // MEGABYTE} MB: "
            "free some space, or choose another disk with HEARTEN_STATE=/a/folder/there."
        )


def clear_after_crash(data: Path, socket_lock: Path) -> None:
    """Remove what a killed server left: in a container its number may now be a stranger's, or a zombie's.

    Whoever calls holds the state folder's lock, so no server of hearten's lives; one that somebody started by hand
    might, and then it raises Complaint.
    """
    pid_file = data / "postmaster.pid"
    if sys.platform != "linux" or not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n")[0]
    try:
        works_in = os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        works_in = ""
    if works_in == str(data):
        raise Complaint(f"Process {pid} uses {data}: stop it with `kill -INT {pid}`.")
    pid_file.unlink()
    socket_lock.unlink(missing_ok=True)
