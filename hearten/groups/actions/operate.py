"""What the people who run the install do with groups, without ever entering one."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hearten.groups.actions.agree import first_agreement
from hearten.groups.actions.tend import tell
from hearten.groups.models import Group
from hearten.kernel.clock import now
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.backend import sign_in_index


class Named(NamedTuple):
    membership: UUID | None


class Closed(NamedTuple):
    member: UUID


def make_group(seat: Seat, said: Mapping[str, Any]) -> Group:
    """Make a group with its first agreement from MakeGroupForm's cleaned data. Raises Unseen for all but operators."""
    _only_operators(seat)
    group = Group(made_at=now())
    tell(seat, group, said)
    with transaction.atomic():
        group.save(force_insert=True)
        first_agreement(group.id, said["agreement"])
    return group


def name_facilitator(seat: Seat, group: Group, sign_in_name: str, shown_name: str) -> UUID:
    """Make the member who signs in as `sign_in_name` facilitator. Returns the membership.

    Raises Refused when nobody signs in by that name, or others lead the group and the person is not in it.
    """
    _only_operators(seat)
    sql = "SELECT groups_name_facilitator(%s, %s, %s)"
    named = seat.read(Named, sql, group.id, sign_in_index(sign_in_name), shown_name)[0].membership
    if named is None:
        raise Refused(
            _(
                "Nobody became facilitator. Look at the sign-in name again: it has to be exact. "
                "In a group that has a facilitator, only somebody who is in the group already can become one more."
            )
        )
    return named


def close_group(seat: Seat, group: Group) -> int:
    """Close a group for good: all memberships end and nobody reads it any more. Returns how many people were in it."""
    _only_operators(seat)
    left = [line.member for line in seat.read(Closed, "SELECT groups_close(%s)", group.id)]
    leases_changed(left)
    return len(left)


def _only_operators(seat: Seat) -> None:
    if seat.standing != "operator":
        raise Unseen
