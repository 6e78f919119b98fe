"""Forgetting a member for good: rows and key in one breath, and finishing what a crash or a restore left over.

The member's row goes. Words that stay keep an anchor that stands for nobody, another one for each stay in a group, so
that words in two groups can no longer be told to be one person's (decision 0036).
"""

from uuid import UUID

from django.db import connection, transaction

from hearten.kernel import keystore, ledger
from hearten.kernel.acting import as_member
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.members import rights
from hearten.members.models import Member


def leave_for_good(seat: Seat, how: str) -> None:
    """Forget the seat's member, in the running transaction. `how`: what becomes of their words, "erased" or "kept".

    The key goes last, when nothing in the database can fail any more but the commit itself. Whatever happens then, the
    ledger knows, and `replay` finishes it.
    """
    erase_rows(seat, how)
    keystore.destroy(seat.me, how)


def erase_rows(seat: Seat, how: str) -> None:
    """Let every slice forget the seat's member. Raises IntegrityError when one left something that points at them."""
    for erasure in rights.erasures():
        erasure.run(seat, how)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    leases_changed([seat.me])


def unfinished() -> dict[UUID, str]:
    """Return the members who were erased and still have rows here, with what they chose: after a crash or a restore."""
    known = {UUID(subject): how for subject, how in keystore.erased().items() if _is_id(subject)}
    there = Member.objects.filter(pk__in=list(known)).values_list("pk", flat=True)
    return {member: known[member] for member in there}


def replay() -> int:
    """Erase once more whoever was erased and has rows here. Return how many they were.

    It is the same road as the first time, as the member and under row-level security. Whose choice is not in the ledger
    (an older version wrote none), their words go.
    """
    left = unfinished()
    for member, how in left.items():
        with as_member(member), transaction.atomic():
            erase_rows(Seat(member), how or ledger.ERASED)
        keystore.shred(member)
    return len(left)


def _is_id(text: str) -> bool:
    try:
        return UUID(text).hex == text
    except ValueError:
        return False
