"""The address that letters go to: asked for by a letter with a code, confirmed by it, ended by one press in any letter.

It is the address of the member's profile, and no other: another one there has to be confirmed anew.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from hearten.kernel.clock import now
from hearten.kernel.keystore import blind_index
from hearten.kernel.seat import Seat
from hearten.members import limits
from hearten.members.actions import profile_of
from hearten.members.models import Profile
from hearten.notices.models import Mailing

DIGITS = 8
MOST_TRIES = 5
CODE_LASTS = timedelta(days=1)
LETTERS_TO_AN_ADDRESS = limits.Limit("letters with a code to an address", 3, timedelta(days=1))
LETTERS_OF_A_MEMBER = limits.Limit("letters with a code of a member", 5, timedelta(days=1))


def address_of(seat: Seat) -> str:
    """Return the address in the member's profile, or ""."""
    profile = seat.glance(Profile).filter(member_id=seat.me).first()
    return (profile.email or "") if profile else ""


def mailing_of(seat: Seat) -> Mailing | None:
    """Return what is known of the member's address of now; None where nothing was asked, or for another address."""
    index = seat.glance(Profile).filter(member_id=seat.me).values_list("email_index", flat=True).first()
    return seat.glance(Mailing).filter(member_id=seat.me, email_index=index).first() if index else None


def is_open(mailing: Mailing | None) -> bool:
    """Whether letters may be sent: the address was confirmed, and nothing ended it."""
    return mailing is not None and mailing.confirmed_at is not None and mailing.ended_at is None


def is_late(mailing: Mailing) -> bool:
    """Whether a code is worth nothing any more: a day after its letter went, or after five wrong ones.

    One that could not be sent within a day is not tried any longer.
    """
    return mailing.tries >= MOST_TRIES or now() - (mailing.written_at or mailing.asked_at) > CODE_LASTS


def ask_for_code(seat: Seat) -> bool:
    """Have a letter with a code sent to the address of now. Returns False where that was asked too often today.

    The token of one press stays the address's: letters that it got before can still end those to come.
    """
    profile = profile_of(seat)
    of_address = limits.take(LETTERS_TO_AN_ADDRESS, profile.email_index)
    if not (limits.take(LETTERS_OF_A_MEMBER, str(seat.me)) and of_address):
        return False
    seat.one_at_a_time(f"address {seat.me}")
    before = mailing_of(seat)
    seat.glance(Mailing).filter(member_id=seat.me).delete()
    token, moment = (before and before.stop_token) or secrets.token_urlsafe(32), now()
    row = Mailing(id=uuid4(), member_id=seat.me, email_index=profile.email_index, asked_at=moment, letter_at=moment)
    row.stop_token, row.stop_hash = token, hash_of(token)
    row.save(force_insert=True)
    return True


def code_of(mailing: Mailing) -> str:
    """Return the code of a letter: the same each time, so that a letter that had to be sent twice says the same."""
    number = int(blind_index("code of an address", str(mailing.id)), 16) % 10**DIGITS
    return f"{number:0{DIGITS}}"


def confirm(seat: Seat, code: str) -> bool:
    """Whether the code is that of the last letter; the address is confirmed then. Five tries, for a day."""
    found = mailing_of(seat)
    mailing = seat.glance(Mailing).filter(pk=found.pk).select_for_update().first() if found else None
    if mailing is None or is_late(mailing) or mailing.ended_at:
        return False
    mailing.tries += 1
    digits = "".join(str(int(one)) for one in code if one.isdecimal())  # in whatever script they were written
    if hmac.compare_digest(code_of(mailing), digits):
        mailing.confirmed_at = mailing.confirmed_at or now()
    mailing.save(update_fields=["tries", "confirmed_at"])
    return mailing.confirmed_at is not None


def end(seat: Seat, mailing: Mailing, how: str) -> None:
    """End the letters to an address, with the reason that its member is shown; not where it was ended or replaced."""
    seat.glance(Mailing).filter(pk=mailing.pk, ended_at=None).update(ended_at=now(), ended_how=how)


def bounced(seat: Seat, sent_at: datetime) -> bool:
    """End the letters to the address of now, because one that was sent at `sent_at` came back for good.

    Returns whether it ended them: not where the address was asked for after that, because the letter went to another.
    """
    mailing = mailing_of(seat)
    if mailing is None or mailing.ended_at is not None or mailing.asked_at > sent_at:
        return False
    end(seat, mailing, Mailing.Ended.BOUNCED)
    return True


def hash_of(token: str) -> str:
    """Return what the database is asked by, of the token in a letter."""
    return hashlib.sha256(token.encode()).hexdigest()
