"""Keeping a distance from who wrote something, under their name or behind a mask."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.limits import DISTANCES_OF_A_MEMBER, take
from hearten.threads.reading import Head, ShownPost
from hearten.threads.rules import may_keep_distance


class _Kept(NamedTuple):
    kept: bool


def keep_distance(seat: Seat, head: Head, shown: ShownPost, kind: str) -> None:
    """Mute or block whoever wrote a post. Nobody is told, and who is behind a mask is not said to this seat either.

    Raises Refused when the rule or the limit says no, and Unseen when the post is not this seat's to see.
    """
    may_keep_distance(shown, head).or_refuse()
    if not take(DISTANCES_OF_A_MEMBER, str(seat.me)):
        raise Refused(
            _("You did this many times within an hour. Wait a little, or write to a facilitator."),
            url("members:distance"),
            _("Whom you keep a distance from"),
        )
    if not seat.read(_Kept, "SELECT threads_keep_distance(%s, %s)", shown.id, kind)[0].kept:
        raise Unseen
