"""What the worker's threads do for notices, each second: give what is due, and send what has to go outside.

Letters and pushes have a thread each, so that a mail server that hangs holds up nothing else. A way that does not work
is tried again after ever longer, up to five minutes; what waits stays where it is.
"""

import threading
import time
from collections.abc import Callable
from functools import partial

from django.db import transaction

from hearten.kernel.acting import as_member
from hearten.kernel.watches import keep_doing
from hearten.notices.due import give_reminders
from hearten.notices.models import Channel
from hearten.notices.outside.carrying import WayIsDown
from hearten.notices.outside.codes import send_codes
from hearten.notices.outside.digests import give_digests
from hearten.notices.outside.faults import tell_trouble, tell_works, waits
from hearten.notices.outside.fresh import think_of_fresh
from hearten.notices.outside.mail import letters
from hearten.notices.outside.push import pushing
from hearten.notices.outside.sending import send_due
from hearten.notices.outside.trouble import in_a_word

REMINDERS, LETTERS, PUSHES = "reminders", "letters", "pushes"
EVERY_S = 1.0
LONGEST_REST_S = 300.0


def keep_giving(ended: threading.Event) -> None:
    """Give reminders and digests that are due, and think of what is new, until `ended` is set."""
    keep_doing(REMINDERS, lambda: (give_reminders(), think_of_fresh(), give_digests()), EVERY_S, ended)


def keep_mailing(ended: threading.Event) -> None:
    """Send letters until `ended` is set. Nothing happens where this place has no mail server."""
    if letters.is_on():
        way = Way(Channel.MAIL, lambda: (send_codes(), send_due(Channel.MAIL)))
        keep_doing(LETTERS, way.look, EVERY_S, ended)


def keep_pushing(ended: threading.Event) -> None:
    """Push to devices until `ended` is set. Nothing happens where pushes are off."""
    if pushing.is_on():
        way = Way(Channel.PUSH, partial(send_due, Channel.PUSH))
        keep_doing(PUSHES, way.look, EVERY_S, ended)


class Way:
    """One way outside: while it does not work it rests longer each time, and the operator is told of it.

    Mostly what goes by it next shows that a fault is over. Where nothing waits any more, such as what was read here
    meanwhile, a mail server is asked now and then, and of pushes the fault is nobody's any more.
    """

    def __init__(self, channel: Channel, send: Callable[[], object]) -> None:
        self.channel, self.send, self.failures, self.rests_until, self.asks_at = channel, send, 0, 0.0, 0.0

    def look(self) -> None:
        """Send what is due, unless it rests."""
        if time.monotonic() < self.rests_until:
            return
        try:
            self.send()
            self._ask_after_a_fault()
            self.failures = 0
        except WayIsDown as fault:
            self.failures = min(self.failures + 1, 10)
            self.rests_until = time.monotonic() + min(EVERY_S * 2**self.failures, LONGEST_REST_S)
            with as_member(None), transaction.atomic():
                tell_trouble(self.channel, str(fault))

    def _ask_after_a_fault(self) -> None:
        if time.monotonic() < self.asks_at:
            return
        self.asks_at = time.monotonic() + LONGEST_REST_S
        with as_member(None), transaction.atomic():
            if in_a_word(self.channel) != "failing" or waits(self.channel):
                return
        if self.channel == Channel.MAIL:
            letters.greet()
        with as_member(None), transaction.atomic():
            tell_works(self.channel)
