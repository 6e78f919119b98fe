""" "I am writing an answer": a soft hold of half an hour that others who help can see. It hides and locks nothing."""

from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from hearten.answering.models import Writing
from hearten.answering.queue import WAITS, helps_in
from hearten.answering.rules import may_say_writing
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.threads.reading import Head

HOLDS = timedelta(minutes=30)


_WAITS = f"""
SELECT 1 FROM answering_clock c JOIN threads_thread t ON t.id = c.thread_id
WHERE c.thread_id = %s AND {WAITS}"""  # noqa: S608  # constants of the models


class _Bit(NamedTuple):
    on: int


def say_writing(seat: Seat, head: Head) -> None:
    """Say it, for half an hour from now; saying it again begins anew.

    Raises Unseen for who does not help there, and Refused where nobody waits any more.
    """
    may_say_writing(head, helps_in(seat)).or_refuse()
    if not waits(seat, head):
        raise Refused(_("Somebody has answered meanwhile."), url("threads:thread", head.id), _("To the conversation"))
    let_go(seat, head)
    moment, mine = now(), {"group_id": head.group_id, "thread_id": head.id, "membership_id": head.place}
    Writing(at=moment, until=moment + HOLDS, **mine).save(force_insert=True)


def let_go(seat: Seat, head: Head) -> None:
    """Take it back. Nothing happens where nothing was said."""
    seat.glance(Writing).filter(thread_id=head.id, membership_id=head.place).delete()


def waits(seat: Seat, head: Head) -> bool:
    """Whether a conversation has no answer yet, as far as this seat may know."""
    return bool(seat.read(_Bit, _WAITS, head.id))
