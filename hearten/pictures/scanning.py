"""Looks at a picture before a group does: what pictures removed here looked like, and the operator's own check.

The check is a command of the operator's (HEARTEN_PICTURE_SCAN). It is given the picture on its input and answers with
its exit code: 0, nothing found; 1, a person should look. Anything else, and no answer in time, is no answer: then a
person looks, too.
"""

import os
import shlex
import signal
import subprocess
from contextlib import suppress

from django.conf import settings

from hearten.pictures import workshop

WITHIN_S = 30.0
ANSWERS = {0: "clean", 1: "scanner"}


def looked_at(content: bytes) -> tuple[int | None, str]:
    """Return a picture's print for PostgreSQL (None: it could not be read), and "clean", "scanner" or "failed"."""
    try:
        return as_number(workshop.print_of(content)), checked(content)
    except (workshop.Unusable, OSError):
        return None, "failed"


def as_number(print_: str) -> int:
    """Return 64 bits written in hex as a signed number."""
    return int.from_bytes(bytes.fromhex(print_), signed=True)


def checked(content: bytes) -> str:
    """Return what the operator's check says; "clean" where there is none."""
    if not settings.HEARTEN_PICTURE_SCAN:
        return "clean"
    command = shlex.split(settings.HEARTEN_PICTURE_SCAN)
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", os.defpath)},
        start_new_session=True,  # so that whatever it started ends with it
    ) as check:
        try:
            check.communicate(content, timeout=WITHIN_S)
            return ANSWERS.get(check.returncode, "failed")
        except subprocess.TimeoutExpired:
            return "failed"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(check.pid, signal.SIGKILL)
