"""What a process does again and again for as long as it lives, each thing in a thread of its own.

No fault ends such a thread: it is said in a sentence, waited for (longer each time, up to `LONGEST_WAIT_S`) and tried
again with a fresh connection. When something last went well is kept, so that the worker can show it (beats.py).
"""

import logging
import threading
import time
from collections.abc import Callable

import psycopg
from django.db import InterfaceError, OperationalError, close_old_connections
from procrastinate.exceptions import ConnectorException

log = logging.getLogger("hearten.watches")
LONGEST_WAIT_S = 15.0
FORGETS_AFTER_S = 60.0
# Classes of errors (PostgreSQL, appendix A): of the connection; no room for one; the server starts, stops or ended it.
AWAY = ("08", "53", "57P")

_went_well: dict[str, float] = {}


class Tries:
    """How one thing goes: what failed and how often in a row, said in the log, and how long to wait."""

    def __init__(self, what: str) -> None:
        self.what, self.failures, self.failed_at = what, 0, 0.0

    def worked(self) -> None:
        """Note that it went well."""
        if self.failures:
            log.warning("%s: goes on", self.what)
        self.failures = 0
        _went_well[self.what] = time.monotonic()

    def failed(self, fault: BaseException, every_s: float) -> float:
        """Say what happened, and that it is tried again. Returns in how many seconds."""
        if time.monotonic() - self.failed_at > FORGETS_AFTER_S:
            self.failures = 0
        self.failures, self.failed_at = min(self.failures + 1, 20), time.monotonic()
        wait: float = min(every_s * 2**self.failures, LONGEST_WAIT_S)
        if is_of_the_database(fault):
            said = "%s: the database cannot be reached (%s); tried again in %.1f seconds"
            log.warning(said, self.what, type(fault).__name__, wait)
        else:
            said = "%s: failed (%s); tried again in %.1f seconds"
            log.error(said, self.what, type(fault).__name__, wait, exc_info=fault)
        return wait


def is_of_the_database(fault: BaseException) -> bool:
    """Whether a fault is a connection that was lost or could not be made, under whatever name it comes."""
    if isinstance(fault, ConnectorException) and fault.__cause__ is not None:
        fault = fault.__cause__
    if not isinstance(fault, (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)):
        return False
    state = getattr(fault, "sqlstate", None) or getattr(fault.__cause__, "sqlstate", None)
    return state is None or str(state).startswith(AWAY)


def keep_doing(what: str, work: Callable[[], object], every_s: float, ended: threading.Event) -> None:
    """Do `work` every `every_s` seconds until `ended` is set, whatever it raises; at once again after True."""
    tries, wait = Tries(what), every_s
    while not ended.wait(wait):
        try:
            wait = 0.0 if _round(work) is True else every_s
            tries.worked()
        except Exception as fault:  # whatever it is, what this thread does is waited for by people
            wait = tries.failed(fault, every_s)


def _round(work: Callable[[], object]) -> object:
    try:
        return work()
    finally:
        close_old_connections()


def well_within(seconds: float) -> list[str]:
    """Return what went well in the last so many seconds, in this process."""
    since = time.monotonic() - seconds
    return [what for what, at in _went_well.items() if at >= since]
