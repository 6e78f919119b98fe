"""Keeping what came: a letter's words, sealed, in the transaction after which the mail server hears yes."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from hearten.by_letter import jobs
from hearten.by_letter.models import Letter, Wanted
from hearten.by_letter.named import is_signed_with
from hearten.by_letter.parsed import Words
from hearten.by_letter.quoted import Own
from hearten.by_letter.signed import Way
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members import limits
from hearten.members.models import Profile
from hearten.notices.outside.mail.addresses import mailing_of
from hearten.reading.checking import worth_checking
from hearten.threads import reading

LETTERS_OF_A_MEMBER = limits.Limit("letters that came from a member", 30, timedelta(hours=1))


class Came(NamedTuple):
    """A letter as it came: by what it is known, its writer's own words, all that was said, when, and as whom."""

    mark: str
    own: Own
    said: Words
    at: datetime
    name: str


def keep(seat: Seat, way: Way, came: Came) -> bool | None:
    """Keep a letter of the seat's own member; one that is there already is not kept twice. Returns whether it is there.

    None: not now, because that were too many in an hour. False: its member does not want it, or the address is not
    theirs any more.
    """
    mailing = mailing_of(seat)
    if mailing is None or mailing.confirmed_at is None or mailing.email_index != way.email_index:
        return False
    if way.thread is None or not seat.glance(Wanted).filter(member_id=seat.me).exists():
        return False
    if not limits.take(LETTERS_OF_A_MEMBER, str(seat.me)):
        return None
    row = Letter(id=uuid4(), member_id=seat.me, thread_id=way.thread, mark=came.mark, came_at=came.at)
    row.files, row.why = min(came.said.files, 99), _why(seat, way, came)
    row.words = (came.said.text if came.own.unsure else came.own.words) or None
    Letter.objects.bulk_create([row], ignore_conflicts=True)
    if seat.glance(Letter).filter(pk=row.pk).exists():
        jobs.post_letter(letter=str(row.id))
    return True


def _why(seat: Seat, way: Way, came: Came) -> str:
    if came.own.unsure:
        return Letter.Why.QUOTED
    if not came.own.words:
        return Letter.Why.NOTHING
    return Letter.Why.NAMED if _shows_a_name(seat, way, came) else ""


def _shows_a_name(seat: Seat, way: Way, came: Came) -> bool:
    """Whether it is signed with a name that is hidden there. Words of danger are held up by that no more than by any
    note before sending (groups/notes.py)."""
    try:
        head = reading.head(seat, way.thread) if way.thread and worth_checking(came.own.words) else None
    except Unseen:
        head = None  # it is posted nowhere
    if head is None:
        return False
    own = seat.glance(Profile).filter(member_id=seat.me).values_list("name", flat=True).first()
    shown = head.my_mask or head.my_name or ""
    return is_signed_with(came.own.words, (came.name, own or "", head.my_name or ""), shown)
