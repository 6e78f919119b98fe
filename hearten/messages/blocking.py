"""Blocking whom one writes with: the same block as anywhere, chosen from a conversation."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.limits import DISTANCES_OF_A_MEMBER, take


class _Did(NamedTuple):
    did: bool


def block(seat: Seat, membership_id: UUID) -> None:
    """Block the person behind the other place of a talk of one's own, silently and everywhere.

    It counts like a block from a post. Raises Refused after very many within an hour, and Unseen.
    """
    if not take(DISTANCES_OF_A_MEMBER, str(seat.me)):
        raise Refused(
            _("You blocked many people within an hour. Wait a little, or choose only to end and to report."),
            url("messages:list"),
            _("Private messages"),
        )
    if not seat.read(_Did, "SELECT messages_block(%s)", membership_id)[0].did:
        raise Unseen
