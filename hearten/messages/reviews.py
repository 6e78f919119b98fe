"""For the desk: people whose way of asking others should be looked at, as codes and counts."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.messages.models import Review

NAMED = {
    "many_newcomers": gettext_lazy("wrote first to many people who are new"),
    "same_text": gettext_lazy("sent the same words to several people"),
    "night": gettext_lazy("wrote first only at night"),
    "move_away": gettext_lazy("asked early to talk somewhere else"),
    "secrecy": gettext_lazy("asked for secrecy"),
    "age": gettext_lazy("asked how old somebody is"),
    "gifts": gettext_lazy("offered gifts or money"),
}


def waiting(seat: Seat) -> Sequence[Review]:
    """Return the reviews that nobody has closed, the oldest first. Empty for a seat that is not on the desk."""
    return list(seat.glance(Review).filter(closed_at=None).order_by("opened_at"))


def sentences(review: Review) -> list[str]:
    """Say what was seen, one line for each sign. These are signs, not findings."""
    return [
        _("%(what)s (%(count)d times)") % {"what": NAMED.get(code, code), "count": review.counts.get(code, 0)}
        for code in review.codes
    ]


def close(seat: Seat, key: Any) -> None:
    """Note that a person looked and that nothing waits here any more. Raises Unseen for somebody not on the desk."""
    review = seat.find(Review, key)
    seat.glance(Review).filter(pk=review.pk, closed_at=None).update(closed_at=now(), closed_by_id=seat.me)
