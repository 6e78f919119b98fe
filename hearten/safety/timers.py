"""What is due: the worker asks the database every second, and the database decides by its own clock.

A timer is a row, its firing one transaction. So a worker that is killed loses none and repeats none, two workers never
fire the same one, and a wrong clock of a process moves nothing (CR-10).
"""

import threading

from django.db import connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.watches import keep_doing
from hearten.safety.triage import hand_over_unread

TIMERS = "timers"
EVERY_S = 1.0


def fire_due() -> int:
    """Fire every timer that is due, each in a transaction of its own. Returns how many."""
    fired = 0
    while _fire_one():
        fired += 1
    return fired


def _fire_one() -> bool:
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT safety_fire()")
        return cursor.fetchone()[0] is not None


def keep_watch(ended: threading.Event) -> None:
    """Fire what is due and hand over what nobody read, until `ended` is set. A database that is away is waited for."""
    keep_doing(TIMERS, _look, EVERY_S, ended)


def _look() -> None:
    fire_due()
    with as_member(None), transaction.atomic():
        hand_over_unread()
