"""What the worker's threads do for notices, each second: give what is due, and send what has to go outside.

Letters and pushes have a thread each, so that a mail server that hangs holds up nothing else. A way that does not work
is tried again after ever longer, up to five minutes; what waits stays where it is.
"""

import logging
import threading
from collections.abc import Callable

from django.db import Error, close_old_connections, transaction

from hearten.kernel.acting import as_member
from hearten.notices import letters, pushing
from hearten.notices.carrying import WayIsDown
from hearten.notices.due import give_reminders, think_of_fresh
from hearten.notices.models import Channel
from hearten.notices.sending import send_codes, send_due, tell_trouble

log = logging.getLogger("hearten.notices")
EVERY_S = 1.0
LONGEST_REST_S = 300.0


def keep_giving(ended: threading.Event) -> None:
    """Give reminders that are due, and think of what is new, until `ended` is set."""
    _keep(ended, lambda: (give_reminders(), think_of_fresh()), None)


def keep_mailing(ended: threading.Event) -> None:
    """Send letters until `ended` is set. Nothing happens where this place has no mail server."""
    if letters.is_on():
        _keep(ended, lambda: (send_codes(), send_due(Channel.MAIL)), Channel.MAIL)


def keep_pushing(ended: threading.Event) -> None:
    """Push to devices until `ended` is set. Nothing happens where pushes are off."""
    if pushing.is_on():
        _keep(ended, lambda: send_due(Channel.PUSH), Channel.PUSH)


def _keep(ended: threading.Event, work: Callable[[], object], channel: Channel | None) -> None:
    failures = 0
    while not ended.wait(min(EVERY_S * 2**failures, LONGEST_REST_S)):
        try:
            work()
            failures = 0
        except WayIsDown as fault:
            failures = min(failures + 1, 10)
            _tell(channel, str(fault))
        except Error as error:
            log.warning("notices wait for the database (%s)", type(error).__name__)
        finally:
            close_old_connections()


def _tell(channel: Channel | None, cause: str) -> None:
    try:
        if channel is not None:
            with as_member(None), transaction.atomic():
                tell_trouble(channel, cause)
    except Error:
        log.warning("notices wait for the database")
