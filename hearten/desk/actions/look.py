"""Looking behind a mask: one asks with a reason, another agrees, the first looks once, and the person is told (G4)."""

from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from hearten.desk import reading, rules
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.notices.actions import tell
from hearten.threads.models import Mask, MaskLookup

READ = "staff_read"


class Done(NamedTuple):
    done: bool


class Behind(NamedTuple):
    membership: object
    name: str


def ask(seat: Seat, mask: Mask, reason: str, hold_days: int) -> MaskLookup:
    """Ask for a look. Row-level security lets only staff who may read in the mask's group right now."""
    moment = now()
    lookup = MaskLookup(
        group_id=mask.group_id, mask_id=mask.id, mask_name=mask.name, asked_by_id=seat.me, reason=reason
    )
    lookup.asked_name, lookup.asked_at = reading.my_staff_name(seat), moment
    lookup.held_until = moment + timedelta(days=hold_days) if hold_days else None
    lookup.save(force_insert=True)
    return lookup


def answer(seat: Seat, lookup: MaskLookup, agrees: bool) -> None:
    """Agree to somebody else's look, or decline it. Raises Refused."""
    rules.may_answer(lookup, seat).or_refuse()
    sql = "SELECT threads_agree_lookup(%s, %s, %s)"
    if not seat.read(Done, sql, lookup.id, reading.my_staff_name(seat), agrees)[0].done:
        raise Refused(_("Somebody has answered this already."))


def look(seat: Seat, lookup: MaskLookup) -> str:
    """Return the name behind the mask, this once, and tell the person unless a hold is set. Raises Refused.

    The row that the person reads is written by the database in the same statement as the look.
    """
    rules.may_look(lookup, seat).or_refuse()
    found = seat.read(Behind, "SELECT * FROM threads_look_behind(%s)", lookup.id)
    if not found:
        raise Refused(_("There is nobody behind this mask any more. The person erased what they wrote."))
    if lookup.held_until is None or lookup.held_until <= now():
        tell(kind=READ, about=lookup.id, group=lookup.group_id)
    return found[0].name or _("Former member")
