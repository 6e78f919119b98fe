"""Sending the letters with a code that were asked for, one after the other, in the worker."""

import time
from datetime import datetime, timedelta
from itertools import takewhile
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.seat import VISITOR, Seat
from hearten.members.actions import profile_of
from hearten.notices.coming_back import Leaving, way_back
from hearten.notices.due import as_its_member, one_by_one
from hearten.notices.models import Channel, Mailing
from hearten.notices.outside import faults
from hearten.notices.outside.carrying import Gone, NotNow
from hearten.notices.outside.mail import addresses, letters
from hearten.notices.outside.saying import in_language_of

AGAIN = timedelta(minutes=5)
TURN_S = 10.0


class _Member(NamedTuple):
    id: UUID


class _Got(NamedTuple):
    got: bool


def send_codes() -> int:
    """Send what was asked for, as far as it goes within a turn. Returns how many were looked at. Raises WayIsDown."""
    with as_member(None), transaction.atomic():
        asked = VISITOR.read(_Member, "SELECT * FROM notices_addresses_asked(%s) AS m (id)", now())
    end = time.monotonic() + TURN_S
    within = takewhile(lambda _one: time.monotonic() < end, asked)
    return one_by_one(within, lambda one: as_its_member(one.id, _send_code))


def _send_code(seat: Seat) -> None:
    """Send one. No row is held meanwhile: its member may end it or ask anew, and waits for no mail server."""
    mine = seat.glance(Mailing).filter(member_id=seat.me, written_at=None, ended_at=None)
    mailing = mine.first() if _nobody_else_does(seat) else None
    if mailing is None:
        return
    same = mine.filter(pk=mailing.pk)
    if mailing.email_index != profile_of(seat).email_index:
        same.delete()  # the address is another one by now
        return
    try:
        with in_language_of(seat):
            back = way_back(seat, lambda: Leaving(mailing.id, code=True))
            posted = letters.Posted(mailing.id, mailing.asked_at, addresses.address_of(seat), back)
            letters.send_code(posted, addresses.code_of(mailing))
    except Gone:
        addresses.end(seat, mailing, Mailing.Ended.REFUSED)
    except NotNow as fault:
        faults.note(Channel.MAIL, fault, seat.me)
        same.update(letter_at=_later(mailing))
    else:
        same.update(written_at=now())
        faults.tell_works(Channel.MAIL)


def _nobody_else_does(seat: Seat) -> bool:
    """Whether no other worker sends this member a code; none will until this transaction ends."""
    sql = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
    return seat.read(_Got, sql, f"code {seat.me}")[0].got


def _later(mailing: Mailing) -> datetime:
    """Return when it is tried again: each time after longer, for the day that a code is worth something."""
    return now() + max(AGAIN, (now() - mailing.asked_at) / 2)
