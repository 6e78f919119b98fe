"""What every command stands on: the state folder, Django, and an orderly end."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

from hearten.kernel.complaint import Complaint


def state_folder() -> Path:
    """Where this installation keeps its database, keys and built files (HEARTEN_STATE)."""
    return Path(os.environ.get("HEARTEN_STATE", ".hearten")).resolve()


def load_django() -> None:
    """Read the settings and the slices. Costs half a second, so commands do it only when they need it."""
    import django

    django.setup()


def end_in_order() -> None:
    """Let Ctrl-C and SIGTERM end this process through every `finally`, with exit status 0 and no traceback."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        sys.exit(0)

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)


def pending_migrations(alias: str = "default") -> list[str]:
    """The migrations that the code has and the database has not, as `app.name`; every one when it cannot be asked."""
    from django.db import ProgrammingError, connections
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    try:
        done = set(MigrationRecorder(connections[alias]).applied_migrations())
    except ProgrammingError:  # Before the first migration the web role may not look.
        done = set()
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(None).graph.nodes if (app, name) not in done)


def refuse_unmigrated() -> None:
    """Raise Complaint when the database is older than the code."""
    if pending_migrations():
        raise Complaint("The database is older than this version of hearten: run `hearten migrate`.")


def finish_erasures() -> int:
    """Erase again whoever the ledger knows and the database still has, before anybody can look. Return how many.

    They come back with a restored backup, or were left by a crash. Raises Complaint when it does not work.
    """
    from django.db import DatabaseError

    from hearten.members.erasing import replay

    try:
        return replay()
    except DatabaseError as error:
        raise Complaint(
            "People who were erased are still in the database, and could not be erased again "
            f"({type(error).__name__}): "
            "run `hearten migrate`, then `hearten erasures replay`."
        ) from None


# In a state folder that holds the demo: "filling" while its people are being invited, then "whole".
DEMO_MARK = "demo"


def demo_mark(state: Path) -> str:
    """Return what the demo's mark in a state folder says, or "" where there is none."""
    place = state / DEMO_MARK
    return place.read_text().strip() if place.is_file() else ""
