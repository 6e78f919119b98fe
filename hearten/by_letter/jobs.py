"""What the worker does for letters that came: posting them, and a look at what was posted, as their writer."""

import logging
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import Error, transaction

from hearten.by_letter import posting
from hearten.by_letter.models import Letter
from hearten.by_letter.telling import BESIDE, HELP
from hearten.kernel.acting import acting, as_member
from hearten.kernel.aside import Busy
from hearten.kernel.clock import now
from hearten.kernel.jobs import job
from hearten.kernel.seat import VISITOR, Seat
from hearten.kernel.verdict import Unseen
from hearten.notices.jobs import hear_of_oneself
from hearten.safety.triage import ALARMING, Unreadable, counted, judged
from hearten.threads.watched import text_of

log = logging.getLogger("hearten.by_letter")


class _Left(NamedTuple):
    member: UUID
    letter: UUID


@job("by_letter.post")
def post_letter(*, letter: str) -> None:
    """Post a letter, or tell its writer that it waits."""
    _post(Seat(acting.get()), UUID(letter))


def _post(seat: Seat, letter: UUID) -> None:
    made = posting.post_or_tell(seat, letter)
    if settings.HEARTEN_READ_FOR_DANGER:
        look(letter=str(letter), post=str(made.id) if made else "")


@job("by_letter.look", queue="safety")
def look(*, letter: str, post: str) -> None:
    """Tell the writer where help is, if their words sound like danger: the calm panel of their post (CR-05).

    On the page the panel stands beside the words at once. Triage reads what is posted again, for the people on duty; if
    this reading fails, theirs does what has to be done. Words that wait are no post, and nobody else reads them: their
    writer is led to Help now, and a reading that fails is tried again (Busy, Unreadable).
    """
    seat = Seat(acting.get())
    try:
        text = text_of(seat, UUID(post)) if post else seat.find(Letter, letter).words or ""
        found = counted("post", text, judged(text))
    except Unseen:
        return
    except (Busy, Unreadable):
        if post:
            return
        raise
    if found.level in ALARMING or (found.about == "other" and found.cues):
        hear_of_oneself(seat.me, *((BESIDE, UUID(post)) if post else (HELP, UUID(letter))))


def post_what_was_left() -> int:
    """Post letters whose job was lost with its queue; one that cannot be is told to its writer. Returns how many."""
    with as_member(None), transaction.atomic():
        left = VISITOR.read(_Left, "SELECT * FROM by_letter_left(%s)", now())
    for one in left:
        try:
            with as_member(one.member), transaction.atomic():
                _post(Seat(one.member), one.letter)
        except Error:
            raise
        except Exception:
            log.exception("a letter that was left could not be posted, and waits for its writer; the others go on")
            with as_member(one.member), transaction.atomic():
                posting.tell(Seat(one.member), one.letter)
    return len(left)
