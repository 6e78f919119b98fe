"""What is due: the worker asks the database every second, and the database decides by its own clock.

Each call is one transaction. So a worker that is killed loses none and repeats none, and two never make the same one.
"""

import threading

from django.db import connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.watches import keep_doing

CALLS = "calls for an answer"
EVERY_S = 1.0


def call_due() -> int:
    """Make every call that is due, each in a transaction of its own. Returns how many."""
    made = 0
    while _call_one():
        made += 1
    return made


def _call_one() -> bool:
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT answering_fire()")
        return cursor.fetchone()[0] is not None


def keep_calling(ended: threading.Event) -> None:
    """Make what is due until `ended` is set. A database that is away is waited for."""
    keep_doing(CALLS, call_due, EVERY_S, ended)
